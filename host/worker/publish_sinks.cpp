// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/publish_sinks.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "host/worker/given_text.h"

namespace tote::host::worker {
namespace {

using publish::FragmentStep;

// What one call may give; more is refused with TOTE_LIMIT.
constexpr std::size_t max_steps = 2'000;
constexpr std::size_t max_fragment_bytes = std::size_t{64} * 1024;
constexpr std::size_t max_files = 1'000;
constexpr std::size_t max_file_bytes = 32u << 20;
constexpr std::size_t max_name_bytes = 1024;

}  // namespace

tote_status_t MarkupSink::open(const tote_element_t& element) {
  for (const auto text :
       {element.name, element.classes, element.url, element.relation, element.value})
    if (!is_usable(text, max_fragment_bytes))
      return refuse("gave text that is too long or not UTF-8");
  const auto status = add({FragmentStep::Kind::open, std::string(view(element.name)),
                           std::string(view(element.classes)), std::string(view(element.url)),
                           std::string(view(element.relation)), std::string(view(element.value))});
  // What is one too many is open for the plugin: it will close it.
  depth_ += status == TOTE_INVALID ? 0 : 1;
  return status;
}

tote_status_t MarkupSink::text(tote_str_t text) {
  if (!is_usable(text, max_fragment_bytes))
    return refuse("gave text that is too long or not UTF-8");
  return add({FragmentStep::Kind::text, std::string(view(text)), {}, {}, {}, {}});
}

tote_status_t MarkupSink::close() {
  if (depth_ == 0)
    return refuse("closed an element that it had not opened");
  --depth_;
  return add({FragmentStep::Kind::close, {}, {}, {}, {}, {}});
}

tote_status_t MarkupSink::add(FragmentStep step) {
  bytes_ += step.name.size() + step.classes.size() + step.url.size() + step.value.size();
  if (steps_.size() >= max_steps || bytes_ > max_fragment_bytes)
    return TOTE_LIMIT;
  if (!is_allowed(step))
    return refuse(fmt::format("opened an element '{}' that is not allowed so", step.name));
  steps_.push_back(std::move(step));
  return TOTE_OK;
}

tote_status_t MarkupSink::refuse(std::string why) {
  if (misuse_.empty())
    misuse_ = std::move(why);
  return TOTE_INVALID;
}

tote_status_t FilesSink::open(tote_str_t name, tote_str_t media_type) {
  if (!is_usable(name, max_name_bytes) || !publish::is_file_name(view(name)) ||
      !is_usable(media_type, max_name_bytes))
    return refuse("opened a file with a name that leads out of the site or that is none");
  for (const auto& file : files_)
    if (file.name == view(name))
      return refuse(fmt::format("opened the file '{}' twice", view(name)));
  if (files_.size() >= max_files)
    return TOTE_LIMIT;
  files_.push_back({std::string(view(name)), std::string(view(media_type)), {}});
  return TOTE_OK;
}

tote_status_t FilesSink::write(tote_str_t text) {
  if (files_.empty() || (text.data == nullptr && text.size != 0))
    return refuse("wrote to a file that it had not opened");
  bytes_ += text.size;
  if (bytes_ > max_file_bytes)
    return TOTE_LIMIT;
  files_.back().text += view(text);
  return TOTE_OK;
}

tote_status_t FilesSink::refuse(std::string why) {
  if (misuse_.empty())
    misuse_ = std::move(why);
  return TOTE_INVALID;
}

}  // namespace tote::host::worker
