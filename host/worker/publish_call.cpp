// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/publish_call.h"

#include <cstdint>
#include <cstring>
#include <exception>
#include <type_traits>

#include <fmt/format.h>

#include "host/worker/given_text.h"
#include "host/worker/public_view.h"
#include "host/worker/publish_sinks.h"

namespace tote::host::worker {
namespace {

using publish::ViewedSite;

/// One call. The plugin holds the address of `call`, which leads back here.
struct PublishCall {
  enum class Grant { markup, files };

  tote_call_t call{};
  const Patience* patience = nullptr;
  Grant grant = Grant::markup;
  MarkupSink markup = {};
  FilesSink files = {};
  std::string diagnostic = {};

  [[nodiscard]] const std::string& misuse() const {
    return grant == Grant::markup ? markup.misuse() : files.misuse();
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

  static std::int32_t cancelled(tote_call_t* call) { return of(call).patience->is_over() ? 1 : 0; }

  static tote_status_t open(tote_call_t* call, const tote_element_t* element) {
    return of(call).markup.open(*element);
  }

  static tote_status_t text(tote_call_t* call, tote_str_t text) {
    return of(call).markup.text(text);
  }

  static tote_status_t close(tote_call_t* call) { return of(call).markup.close(); }

  static tote_status_t open_file(tote_call_t* call, tote_str_t name, tote_str_t media_type) {
    return of(call).files.open(name, media_type);
  }

  static tote_status_t write(tote_call_t* call, tote_str_t text) {
    return of(call).files.write(text);
  }

  static const tote_call_v1_t call;
  static const tote_markup_v1_t markup;
  static const tote_files_v1_t files;
};

const tote_call_v1_t PublishServices::call{service, diagnose, cancelled};
const tote_markup_v1_t PublishServices::markup{open, text, close};
const tote_files_v1_t PublishServices::files{open_file, write};

/// Runs `body` as a call; gives what was wrong with it, or "".
template <class Body>
std::string carry_out(PublishCall& call, Body body) {
  call.call.functions = &PublishServices::call;
  try {
    const tote_status_t status = body(&call.call);
    if (!call.misuse().empty())
      return call.misuse();
    if (is_given_up(status, *call.patience))
      return given_up;
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
  Publishing(const PublishingPlugin& plugin, const ViewedSite& site, const Patience& patience,
             const PublishHooks& hooks)
      : plugin_(plugin), site_(site), patience_(patience), hooks_(hooks) {}

  void render(std::uint32_t page) {
    PublishCall call{{}, &patience_};
    if (plugin_.render != nullptr) {
      const PageView shown(site_.pages[page], PageView::Extent::without_html);
      const auto show = [&](tote_call_t* abi) {
        return plugin_.render->render(plugin_.self, abi, shown.get());
      };
      if (!run(call, Stage::render, page, shown, show))
        call.markup.steps().clear();
    }
    share_.fragments.push_back(std::move(call.markup.steps()));
  }

  void export_site() {
    const SiteView shown(site_);
    PublishCall call{{}, &patience_, PublishCall::Grant::files};
    const auto ask = [&](tote_call_t* abi) {
      return plugin_.exports->export_site(plugin_.self, abi, shown.get());
    };
    if (run(call, Stage::export_site, 0, shown, ask))
      share_.files = std::move(call.files.files());
  }

  [[nodiscard]] publish::PluginShare take() { return std::move(share_); }

 private:
  /// False if the call, which lends `shown`, was at fault; the first fault is the share's problem.
  template <class View, class Body>
  [[nodiscard]] bool run(PublishCall& call, Stage stage, std::uint32_t page, const View& shown,
                         Body body) {
    const auto digest = shown.digest();
    if (hooks_.before)
      hooks_.before(stage, page);
    auto problem = carry_out(call, body);
    if (hooks_.after)
      hooks_.after();
    if (shown.digest() != digest)
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
  const Patience& patience_;
  const PublishHooks& hooks_;
  publish::PluginShare share_;
};

}  // namespace

publish::PluginShare publish_with(const PublishingPlugin& plugin, const ViewedSite& site,
                                  const Patience& patience, const PublishHooks& hooks) {
  Publishing publishing(plugin, site, patience, hooks);
  for (std::uint32_t page = 0; page < site.pages.size(); ++page)
    publishing.render(page);
  if (plugin.exports != nullptr)
    publishing.export_site();
  return publishing.take();
}

}  // namespace tote::host::worker
