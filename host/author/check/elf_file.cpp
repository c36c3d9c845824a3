// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/elf_file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <elf.h>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>

#include <fmt/format.h>

namespace tote::host::author::check {
namespace {

// Of a library of ours there are a few dozen; a damaged count must not keep us busy.
constexpr std::uint64_t most_symbols = 4'000'000;

/// Thrown by nobody else and caught in read_elf: the file ends before what it promises.
struct CutOff {
  const char* what;
};

/// The bytes of the file as structs, each copied out after its bounds are checked.
class Image {
 public:
  explicit Image(std::string_view bytes) : bytes_(bytes) {}

  template <class T>
  [[nodiscard]] T at(std::uint64_t offset, const char* what) const {
    if (offset > bytes_.size() || bytes_.size() - offset < sizeof(T))
      throw CutOff{what};
    T value;
    std::memcpy(&value, bytes_.data() + offset, sizeof value);
    return value;
  }

  /// The NUL-terminated text at an offset.
  [[nodiscard]] std::string text(std::uint64_t offset) const {
    if (offset >= bytes_.size())
      throw CutOff{"its strings"};
    const auto rest = bytes_.substr(offset);
    const auto end = rest.find('\0');
    if (end == std::string_view::npos)
      throw CutOff{"its strings"};
    return std::string(rest.substr(0, end));
  }

 private:
  std::string_view bytes_;
};

/// Reads by way of the program headers, as the dynamic linker does: sections may be stripped.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : image_(bytes) {}

  [[nodiscard]] ElfFile read() {
    header_ = image_.at<Elf64_Ehdr>(0, "its header");
    for (std::uint64_t i = 0; i < header_.e_phnum; ++i)
      segments_.push_back(
          image_.at<Elf64_Phdr>(header_.e_phoff + i * sizeof(Elf64_Phdr), "its program headers"));
    file_.has_executable_stack = true;
    for (const auto& segment : segments_) {
      if (segment.p_type == PT_GNU_STACK)
        file_.has_executable_stack = (segment.p_flags & PF_X) != 0;
      if (segment.p_type == PT_NOTE)
        read_notes(segment);
      if (segment.p_type == PT_DYNAMIC)
        read_dynamic(segment);
    }
    read_symbols();
    std::sort(file_.exports.begin(), file_.exports.end());
    return std::move(file_);
  }

 private:
  /// Where in the file a virtual address is.
  [[nodiscard]] std::uint64_t offset_of(std::uint64_t address) const {
    for (const auto& segment : segments_)
      if (segment.p_type == PT_LOAD && address >= segment.p_vaddr &&
          address - segment.p_vaddr < segment.p_filesz)
        return address - segment.p_vaddr + segment.p_offset;
    throw CutOff{"a table that it points to"};
  }

  void read_notes(const Elf64_Phdr& segment) {
    std::uint64_t at = segment.p_offset;
    const std::uint64_t end = segment.p_offset + segment.p_filesz;
    while (at + sizeof(Elf64_Nhdr) <= end && at >= segment.p_offset) {
      const auto note = image_.at<Elf64_Nhdr>(at, "its notes");
      const auto padded = [](std::uint64_t size) { return (size + 3) & ~std::uint64_t{3}; };
      if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof "GNU" &&
          image_.text(at + sizeof note) == "GNU")
        file_.has_build_id = true;
      at += sizeof note + padded(note.n_namesz) + padded(note.n_descsz);
    }
  }

  void read_dynamic(const Elf64_Phdr& segment) {
    std::vector<std::uint64_t> needed;
    std::optional<std::uint64_t> run_path;
    for (std::uint64_t i = 0; i < segment.p_filesz / sizeof(Elf64_Dyn); ++i) {
      const auto entry =
          image_.at<Elf64_Dyn>(segment.p_offset + i * sizeof(Elf64_Dyn), "its dynamic section");
      if (entry.d_tag == DT_NULL)
        break;
      switch (entry.d_tag) {
        case DT_NEEDED:
          needed.push_back(entry.d_un.d_val);
          break;
        case DT_RUNPATH:
        case DT_RPATH:
          run_path = entry.d_un.d_val;
          break;
        case DT_STRTAB:
          strings_ = offset_of(entry.d_un.d_ptr);
          break;
        case DT_SYMTAB:
          symbols_ = offset_of(entry.d_un.d_ptr);
          break;
        case DT_HASH:
          hash_ = offset_of(entry.d_un.d_ptr);
          break;
        case DT_GNU_HASH:
          gnu_hash_ = offset_of(entry.d_un.d_ptr);
          break;
        case DT_TEXTREL:
          file_.has_text_relocations = true;
          break;
        case DT_FLAGS:
          file_.has_text_relocations |= (entry.d_un.d_val & DF_TEXTREL) != 0;
          break;
        default:
          break;
      }
    }
    for (const auto name : needed)
      file_.needed.push_back(image_.text(strings_ + name));
    if (run_path)
      split_run_path(image_.text(strings_ + *run_path));
  }

  void split_run_path(std::string_view path) {
    while (!path.empty()) {
      const auto colon = std::min(path.find(':'), path.size());
      file_.run_path.emplace_back(path.substr(0, colon));
      path.remove_prefix(std::min(colon + 1, path.size()));
    }
  }

  /// The dynamic section does not say how many symbols there are; the hash tables do.
  [[nodiscard]] std::uint64_t symbol_count() const {
    if (hash_ != 0)
      return image_.at<std::uint32_t>(hash_ + 4, "its hash table");
    if (gnu_hash_ == 0)
      return 0;
    const auto word = [&](std::uint64_t offset) {
      return image_.at<std::uint32_t>(gnu_hash_ + offset, "its hash table");
    };
    const std::uint64_t buckets = word(0);
    const std::uint64_t first = word(4);
    const std::uint64_t bucket_table = 16 + std::uint64_t{word(8)} * 8;
    std::uint64_t last = 0;
    for (std::uint64_t i = 0; i < buckets; ++i)
      last = std::max<std::uint64_t>(last, word(bucket_table + i * 4));
    if (last < first)
      return first;
    // A chain ends with the entry whose lowest bit is set.
    while ((word(bucket_table + buckets * 4 + (last - first) * 4) & 1) == 0)
      ++last;
    return last + 1;
  }

  void read_symbols() {
    const auto count = symbol_count();
    if (symbols_ == 0 || count > most_symbols)
      throw CutOff{"its dynamic symbols"};
    for (std::uint64_t i = 1; i < count; ++i) {
      const auto symbol =
          image_.at<Elf64_Sym>(symbols_ + i * sizeof(Elf64_Sym), "its dynamic symbols");
      const auto binding = ELF64_ST_BIND(symbol.st_info);
      auto name = image_.text(strings_ + symbol.st_name);
      if (symbol.st_shndx == SHN_UNDEF) {
        file_.imports.push_back(std::move(name));
        continue;
      }
      if (binding == STB_GNU_UNIQUE)
        file_.unique.push_back(name);
      if (binding != STB_LOCAL && ELF64_ST_VISIBILITY(symbol.st_other) != STV_HIDDEN)
        file_.exports.push_back(std::move(name));
    }
  }

  Image image_;
  Elf64_Ehdr header_{};
  std::vector<Elf64_Phdr> segments_;
  std::uint64_t strings_ = 0;
  std::uint64_t symbols_ = 0;
  std::uint64_t hash_ = 0;
  std::uint64_t gnu_hash_ = 0;
  ElfFile file_;
};

}  // namespace

bool is_elf_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::array<char, SELFMAG> head{};
  stream.read(head.data(), head.size());
  return stream && std::string_view(head.data(), head.size()) == ELFMAG;
}

Result<ElfFile> read_elf(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const auto wrong = [&](std::string message) {
    return fail(ErrorCode::invalid_input, std::move(message), SourcePlace{file.string(), 0, 0});
  };
  const bool is_elf = bytes.size() > EI_DATA && bytes.compare(0, SELFMAG, ELFMAG) == 0;
  if (!is_elf)
    return wrong("this is no shared library (ELF)");
  if (bytes[EI_CLASS] != ELFCLASS64 || bytes[EI_DATA] != ELFDATA2LSB)
    return wrong("this library is not of a 64-bit little-endian machine");
  try {
    return Reader(bytes).read();
  } catch (const CutOff& missing) {
    return wrong(fmt::format("this library is damaged: it ends before {}", missing.what));
  }
}

}  // namespace tote::host::author::check
