// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/image.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace tote::host::publish {
namespace {

using Bytes = std::string_view;

std::uint32_t byte_at(Bytes bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

std::uint32_t big_endian(Bytes bytes, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < size; ++i)
    number = number << 8 | byte_at(bytes, at + i);
  return number;
}

std::uint32_t little_endian(Bytes bytes, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  for (std::size_t i = size; i-- > 0;)
    number = number << 8 | byte_at(bytes, at + i);
  return number;
}

void append_little_endian(std::string& out, std::uint32_t number) {
  for (int i = 0; i < 4; ++i, number >>= 8)
    out += static_cast<char>(number & 0xFF);
}

using MaybeImage = std::optional<std::string>;

// --- JPEG

constexpr std::uint32_t exif_orientation_tag = 0x0112;

/// How the picture is to be turned, 1 to 8, by the first directory of an EXIF segment; 0 if it does
/// not say.
std::uint32_t orientation_of(Bytes segment) {
  constexpr Bytes exif{"Exif\0\0", 6};
  if (!segment.starts_with(exif))
    return 0;
  const Bytes tiff = segment.substr(exif.size());
  const bool is_little = tiff.starts_with("II");
  const auto read = [&](std::size_t at, std::size_t size) {
    return is_little ? little_endian(tiff, at, size) : big_endian(tiff, at, size);
  };
  if (tiff.size() < 8)
    return 0;
  const std::size_t directory = read(4, 4);
  if (directory > tiff.size() || tiff.size() - directory < 2)
    return 0;
  const auto count = read(directory, 2);
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto entry = directory + 2 + std::size_t{i} * 12;
    if (entry + 12 > tiff.size())
      return 0;
    if (read(entry, 2) == exif_orientation_tag) {
      const auto value = read(entry + 8, 2);
      return value <= 8 ? value : 0;
    }
  }
  return 0;
}

/// An EXIF segment that says how to turn the picture and nothing else.
std::string orientation_segment(std::uint32_t orientation) {
  std::string segment{
      "\xFF\xE1\x00\x22"
      "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01",
      28};
  segment += '\0';
  segment += static_cast<char>(orientation);
  segment.append(6, '\0');
  return segment;
}

/// Whether a segment makes the picture: tables, frames, restart interval; and Adobe's, which says
/// how colours are meant.
bool makes_the_picture(std::uint32_t marker, Bytes content) {
  if (marker >= 0xC0 && marker <= 0xCF)
    return marker != 0xC8;
  if (marker == 0xEE)
    return content.starts_with("Adobe") && content.size() == 12;
  return marker == 0xDB || marker == 0xDD;
}

/// The end of the compressed data that follows a scan's header: the next marker that is no restart.
std::size_t end_of_scan(Bytes jpeg, std::size_t at) {
  for (; at + 1 < jpeg.size(); ++at) {
    const auto next = byte_at(jpeg, at + 1);
    if (byte_at(jpeg, at) == 0xFF && next != 0 && !(next >= 0xD0 && next <= 0xD7) && next != 0xFF)
      return at;
  }
  return jpeg.size();
}

MaybeImage clean_jpeg(Bytes jpeg) {
  // Without a thumbnail.
  constexpr Bytes plain_jfif{"\xFF\xE0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0", 18};
  std::string out{"\xFF\xD8"};
  std::uint32_t orientation = 0;
  for (std::size_t at = 2; at + 4 <= jpeg.size();) {
    if (byte_at(jpeg, at) != 0xFF)
      return std::nullopt;
    const auto marker = byte_at(jpeg, at + 1);
    if (marker == 0xFF) {  // padding
      ++at;
      continue;
    }
    if (marker == 0xD9)
      break;
    const std::size_t size = big_endian(jpeg, at + 2, 2);
    if (size < 2 || at + 2 + size > jpeg.size())
      return std::nullopt;
    const auto content = jpeg.substr(at + 4, size - 2);
    auto end = at + 2 + size;
    if (marker == 0xE0 && content.starts_with(Bytes{"JFIF\0", 5})) {
      out += plain_jfif;
    } else if (marker == 0xE1 && orientation == 0) {
      orientation = orientation_of(content);
      if (orientation > 1)
        out += orientation_segment(orientation);
    } else if (marker == 0xDA) {
      end = end_of_scan(jpeg, end);
      out += jpeg.substr(at, end - at);
    } else if (makes_the_picture(marker, content)) {
      out += jpeg.substr(at, end - at);
    }
    at = end;
  }
  out += "\xFF\xD9";
  return out;
}

// --- PNG

constexpr Bytes png_signature{"\x89PNG\r\n\x1A\n", 8};

MaybeImage clean_png(Bytes png) {
  constexpr std::array<Bytes, 13> kept = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM",
                                          "sRGB", "sBIT", "bKGD", "acTL", "fcTL", "fdAT"};
  std::string out(png_signature);
  for (auto at = png_signature.size(); at + 12 <= png.size();) {
    const std::size_t size = big_endian(png, at, 4);
    if (size > png.size() - at - 12)
      return std::nullopt;
    const auto type = png.substr(at + 4, 4);
    if (std::find(kept.begin(), kept.end(), type) != kept.end())
      out += png.substr(at, size + 12);
    if (type == "IEND")
      return out;
    at += size + 12;
  }
  return std::nullopt;
}

// --- WebP

MaybeImage clean_webp(Bytes webp) {
  constexpr std::array<Bytes, 4> kept = {"VP8 ", "VP8L", "VP8X", "ALPH"};
  constexpr std::uint32_t metadata_flags = 0x20 | 0x08 | 0x04;  // ICC, EXIF, XMP
  std::string body = "WEBP";
  for (std::size_t at = 12; at + 8 <= webp.size();) {
    const std::size_t size = little_endian(webp, at + 4, 4);
    if (size > webp.size() - at - 8)
      return std::nullopt;
    const auto type = webp.substr(at, 4);
    if (type == "ANMF")  // frames are chunks of chunks, of which any may be unknown
      return std::nullopt;
    if (std::find(kept.begin(), kept.end(), type) != kept.end()) {
      std::string chunk(webp.substr(at, 8 + size));
      if (type == "VP8X" && size >= 1)
        chunk[8] = static_cast<char>(byte_at(chunk, 8) & ~metadata_flags);
      body += chunk;
      if (size % 2 == 1)
        body += '\0';
    }
    at += 8 + size + size % 2;
  }
  std::string out = "RIFF";
  append_little_endian(out, static_cast<std::uint32_t>(body.size()));
  return out + body;
}

// --- GIF

/// The end of a chain of sub-blocks, npos if it does not end.
std::size_t end_of_sub_blocks(Bytes gif, std::size_t at) {
  while (at < gif.size()) {
    const auto size = byte_at(gif, at);
    if (size == 0)
      return at + 1;
    at += 1 + size;
  }
  return Bytes::npos;
}

/// Bytes of a colour table by the flags that announce it.
std::size_t color_table_bytes(std::uint32_t flags) {
  return (flags & 0x80) == 0 ? 0 : std::size_t{3} << ((flags & 7) + 1);
}

MaybeImage clean_gif(Bytes gif) {
  if (gif.size() < 13)
    return std::nullopt;
  auto at = 13 + color_table_bytes(byte_at(gif, 10));
  std::string out(gif.substr(0, at));
  while (at < gif.size() && byte_at(gif, at) != 0x3B) {
    const bool is_extension = byte_at(gif, at) == 0x21;
    if (!is_extension && byte_at(gif, at) != 0x2C)
      return std::nullopt;
    std::size_t data = at + 2;
    if (!is_extension) {
      if (at + 10 > gif.size())
        return std::nullopt;
      data = at + 11 + color_table_bytes(byte_at(gif, at + 9));
    }
    const auto end = end_of_sub_blocks(gif, data);
    if (end == Bytes::npos)
      return std::nullopt;
    // Of extensions: how a frame is shown, and how often all of them are.
    const auto label = is_extension ? byte_at(gif, at + 1) : 0;
    const bool repeats = label == 0xFF && gif.substr(at + 3, 11) == "NETSCAPE2.0" && end - at == 19;
    if (!is_extension || (label == 0xF9 && end - at == 8) || repeats)
      out += gif.substr(at, end - at);
    at = end;
  }
  return out + '\x3B';
}

}  // namespace

Result<CleanImage> without_metadata(std::string_view bytes) {
  MaybeImage clean;
  std::string extension;
  if (bytes.starts_with("\xFF\xD8\xFF")) {
    clean = clean_jpeg(bytes);
    extension = ".jpg";
  } else if (bytes.starts_with(png_signature)) {
    clean = clean_png(bytes);
    extension = ".png";
  } else if (bytes.size() >= 12 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") {
    clean = clean_webp(bytes);
    extension = ".webp";
  } else if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) {
    clean = clean_gif(bytes);
    extension = ".gif";
  } else {
    return fail(ErrorCode::invalid_input,
                "it is no JPEG, PNG, WebP or GIF, so that what else it holds is unknown");
  }
  if (!clean)
    return fail(ErrorCode::invalid_input, "it is damaged, or an animated WebP");
  return CleanImage{std::move(extension), *std::move(clean)};
}

}  // namespace tote::host::publish
