// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/publish_call.h"

#include <cstdint>
#include <cstring>
#include <exception>
#include <memory>
#include <type_traits>
#include <vector>

#include <fmt/format.h>
#include <xxhash.h>

#include "notes/text.h"

namespace tote::host::worker {
namespace {

using publish::FragmentStep;
using publish::ViewedPage;
using publish::ViewedSite;

// What one call may give; more is refused with TOTE_LIMIT.
constexpr std::size_t max_steps = 2'000;
constexpr std::size_t max_fragment_bytes = 64 * 1024;
constexpr std::size_t max_files = 1'000;
constexpr std::size_t max_file_bytes = 32u << 20;

std::string_view view(tote_str_t text) {
  return text.size == 0 ? std::string_view() : std::string_view(text.data, text.size);
}

tote_str_t to_abi(std::string_view text) {
  return {text.data(), text.size()};
}

bool is_usable(tote_str_t text, std::size_t max_bytes) {
  return text.size <= max_bytes && (text.data != nullptr || text.size == 0) &&
         notes::find_invalid_utf8(view(text)) == std::string_view::npos;
}

/// One call. The plugin holds the address of `call`, which leads back here.
struct PublishCall {
  enum class Grant { markup, files };

  tote_call_t call{};
  Grant grant = Grant::markup;
  std::vector<FragmentStep> steps = {};
  std::size_t depth = 0;
  std::vector<publish::ViewedFile> files = {};
  std::size_t bytes = 0;
  std::string diagnostic = {};
  std::string misuse = {};

  tote_status_t refuse(std::string why) {
    if (misuse.empty())
      misuse = std::move(why);
    return TOTE_INVALID;
  }
};

static_assert(std::is_standard_layout_v<PublishCall>, "the call's address must be the owner's");

PublishCall& of(tote_call_t* call) {
  return *reinterpret_cast<PublishCall*>(call);
}

struct PublishServices {
  static const void* service(tote_call_t* call, const char* id) {
    const auto grant = of(call).grant;
    if (grant == PublishCall::Grant::markup && std::strcmp(id, TOTE_HOST_MARKUP) == 0)
      return &markup;
    if (grant == PublishCall::Grant::files && std::strcmp(id, TOTE_HOST_FILES) == 0)
      return &files;
    return nullptr;
  }

  static void diagnose(tote_call_t* call, const tote_diagnostic_t* diagnostic) {
    constexpr std::size_t max_bytes = 4096;
    if (of(call).diagnostic.empty() && is_usable(diagnostic->text, max_bytes))
      of(call).diagnostic = view(diagnostic->text);
  }

  static std::int32_t cancelled(tote_call_t*) { return 0; }

  static tote_status_t add(tote_call_t* call, FragmentStep step) {
    auto& self = of(call);
    self.bytes += step.name.size() + step.classes.size() + step.url.size() + step.value.size();
    if (self.steps.size() >= max_steps || self.bytes > max_fragment_bytes)
      return TOTE_LIMIT;
    if (!is_allowed(step))
      return self.refuse(fmt::format("opened an element '{}' that is not allowed so", step.name));
    self.steps.push_back(std::move(step));
    return TOTE_OK;
  }

  static tote_status_t open(tote_call_t* call, const tote_element_t* element) {
    for (const auto text :
         {element->name, element->classes, element->url, element->relation, element->value})
      if (!is_usable(text, max_fragment_bytes))
        return of(call).refuse("gave text that is too long or not UTF-8");
    const auto status =
        add(call, {FragmentStep::Kind::open, std::string(view(element->name)),
                   std::string(view(element->classes)), std::string(view(element->url)),
                   std::string(view(element->relation)), std::string(view(element->value))});
    of(call).depth += status == TOTE_OK ? 1 : 0;
    return status;
  }

  static tote_status_t text(tote_call_t* call, tote_str_t text) {
    if (!is_usable(text, max_fragment_bytes))
      return of(call).refuse("gave text that is too long or not UTF-8");
    return add(call, {FragmentStep::Kind::text, std::string(view(text)), {}, {}, {}, {}});
  }

  static tote_status_t close(tote_call_t* call) {
    if (of(call).depth == 0)
      return of(call).refuse("closed an element that it had not opened");
    --of(call).depth;
    return add(call, {FragmentStep::Kind::close, {}, {}, {}, {}, {}});
  }

  static tote_status_t open_file(tote_call_t* call, tote_str_t name, tote_str_t media_type) {
    auto& self = of(call);
    constexpr std::size_t max_bytes = 1024;
    if (!is_usable(name, max_bytes) || !publish::is_file_name(view(name)) ||
        !is_usable(media_type, max_bytes))
      return self.refuse("opened a file with a name that leads out of the site or that is none");
    for (const auto& file : self.files)
      if (file.name == view(name))
        return self.refuse(fmt::format("opened the file '{}' twice", view(name)));
    if (self.files.size() >= max_files)
      return TOTE_LIMIT;
    self.files.push_back({std::string(view(name)), std::string(view(media_type)), {}});
    return TOTE_OK;
  }

  static tote_status_t write(tote_call_t* call, tote_str_t text) {
    auto& self = of(call);
    if (self.files.empty() || (text.data == nullptr && text.size != 0))
      return self.refuse("wrote to a file that it had not opened");
    self.bytes += text.size;
    if (self.bytes > max_file_bytes)
      return TOTE_LIMIT;
    self.files.back().text += view(text);
    return TOTE_OK;
  }

  static const tote_call_v1_t call;
  static const tote_markup_v1_t markup;
  static const tote_files_v1_t files;
};

const tote_call_v1_t PublishServices::call{service, diagnose, cancelled};
const tote_markup_v1_t PublishServices::markup{open, text, close};
const tote_files_v1_t PublishServices::files{open_file, write};

/// A page in the ABI's form. Borrows it.
class PageView {
 public:
  PageView(const ViewedPage& page, bool has_html) {
    for (const auto& field : page.fields)
      fields_.push_back({to_abi(field.name), to_abi(field.value), to_abi(field.url), {}});
    for (const auto& tag : page.tags)
      tags_.push_back(to_abi(tag));
    raw_.size = sizeof raw_;
    raw_.type = to_abi(page.type);
    raw_.title = to_abi(page.title);
    raw_.url = to_abi(page.url);
    raw_.summary = to_abi(page.summary);
    raw_.html = to_abi(has_html ? std::string_view(page.html) : std::string_view());
    if (page.published)
      raw_.published = {page.published->year, page.published->month, page.published->day};
    raw_.fields = fields_.data();
    raw_.field_count = static_cast<std::uint32_t>(fields_.size());
    raw_.tags = tags_.data();
    raw_.tag_count = static_cast<std::uint32_t>(tags_.size());
  }

  PageView(const PageView&) = delete;
  PageView& operator=(const PageView&) = delete;

  [[nodiscard]] const tote_public_note_t* get() const { return &raw_; }

 private:
  std::vector<tote_public_field_t> fields_;
  std::vector<tote_str_t> tags_;
  tote_public_note_t raw_{};
};

/// Of all texts that a plugin is lent with these pages: writing to one is a fault.
std::uint64_t digest_of(const ViewedSite& site, const std::vector<const ViewedPage*>& pages) {
  std::uint64_t digest = 0;
  const auto add = [&](const std::string& text) {
    digest = XXH3_64bits_withSeed(text.data(), text.size(), digest);
  };
  for (const auto* text : {&site.title, &site.url, &site.author, &site.author_url, &site.language})
    add(*text);
  for (const auto* page : pages) {
    for (const auto* text : {&page->type, &page->title, &page->url, &page->summary, &page->html})
      add(*text);
    for (const auto& field : page->fields)
      for (const auto* text : {&field.name, &field.value, &field.url})
        add(*text);
    for (const auto& tag : page->tags)
      add(tag);
  }
  return digest;
}

/// Runs `body` as a call; gives what was wrong with it, or "".
template <class Body>
std::string carry_out(PublishCall& call, Body body) {
  call.call.functions = &PublishServices::call;
  try {
    const tote_status_t status = body(&call.call);
    if (!call.misuse.empty())
      return call.misuse;
    if (status < 0)
      return call.diagnostic.empty() ? fmt::format("failed ({}) without a reason", status)
                                     : fmt::format("failed: {}", call.diagnostic);
    return {};
  } catch (const std::exception& error) {
    return fmt::format("threw an exception across the plugin boundary: {}", error.what());
  } catch (...) {
    return "threw an exception across the plugin boundary";
  }
}

/// One plugin at work on one site.
class Publishing {
 public:
  Publishing(const PublishingPlugin& plugin, const ViewedSite& site, const PublishHooks& hooks)
      : plugin_(plugin), site_(site), hooks_(hooks) {}

  void render(std::uint32_t page) {
    PublishCall call;
    if (plugin_.render != nullptr) {
      const PageView shown(site_.pages[page], false);
      const auto show = [&](tote_call_t* abi) {
        return plugin_.render->render(plugin_.self, abi, shown.get());
      };
      if (!run(call, Stage::render, page, {&site_.pages[page]}, show))
        call.steps.clear();
    }
    share_.fragments.push_back(std::move(call.steps));
  }

  void export_site() {
    std::vector<std::unique_ptr<PageView>> views;
    std::vector<const ViewedPage*> pages;
    std::vector<const tote_public_note_t*> raw_notes;
    for (const auto& page : site_.pages) {
      pages.push_back(&page);
      raw_notes.push_back(views.emplace_back(std::make_unique<PageView>(page, true))->get());
    }
    tote_public_site_t raw{};
    raw.size = sizeof raw;
    raw.title = to_abi(site_.title);
    raw.url = to_abi(site_.url);
    raw.author = to_abi(site_.author);
    raw.author_url = to_abi(site_.author_url);
    raw.language = to_abi(site_.language);
    raw.notes = raw_notes.data();
    raw.note_count = static_cast<std::uint32_t>(raw_notes.size());
    PublishCall call;
    call.grant = PublishCall::Grant::files;
    const auto ask = [&](tote_call_t* abi) {
      return plugin_.exports->export_site(plugin_.self, abi, &raw);
    };
    if (run(call, Stage::export_site, 0, pages, ask))
      share_.files = std::move(call.files);
  }

  [[nodiscard]] publish::PluginShare take() { return std::move(share_); }

 private:
  /// False if the call, which lends `pages`, was at fault; the first fault is the share's problem.
  template <class Body>
  [[nodiscard]] bool run(PublishCall& call, Stage stage, std::uint32_t page,
                         const std::vector<const ViewedPage*>& pages, Body body) {
    const auto digest = digest_of(site_, pages);
    if (hooks_.before)
      hooks_.before(stage, page);
    auto problem = carry_out(call, body);
    if (hooks_.after)
      hooks_.after();
    if (digest_of(site_, pages) != digest)
      problem = "wrote to the site that it was given to read";
    if (problem.empty())
      return true;
    if (!share_.problem.empty())
      return false;
    share_.problem = fmt::format("it {} {}", problem, to_string(stage));
    if (stage == Stage::render)
      share_.problem += fmt::format(" on the page {}", site_.pages[page].url);
    return false;
  }

  const PublishingPlugin& plugin_;
  const ViewedSite& site_;
  const PublishHooks& hooks_;
  publish::PluginShare share_;
};

}  // namespace

publish::PluginShare publish_with(const PublishingPlugin& plugin, const ViewedSite& site,
                                  const PublishHooks& hooks) {
  Publishing publishing(plugin, site, hooks);
  for (std::uint32_t page = 0; page < site.pages.size(); ++page)
    publishing.render(page);
  if (plugin.exports != nullptr)
    publishing.export_site();
  return publishing.take();
}

}  // namespace tote::host::worker
