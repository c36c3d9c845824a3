// SPDX-License-Identifier: MIT
// A thin C++17 layer over tote/plugin.h. A plugin is a class; what it provides is found from its
// member functions:
//
//   struct Shelves {
//     void extract(const tote::note& note, tote::doc& doc);               // tote.extract/1
//     tote::normalised field(const tote::field_value& value);             // tote.field/1
//     void command(const tote::command& typed, tote::edits& out);         // tote.command/1
//     void render(const tote::public_note& note, tote::markup& page);     // tote.render/1
//     void export_site(const tote::public_site& site, tote::files& out);  // tote.export/1
//   };
//   TOTE_PLUGIN(Shelves)
//
// It is made by its default constructor, or by one that takes `const tote::settings&`. All
// functions but export_site must be [pure], as plugin.h defines it. Views (string_view, value,
// array) borrow from the host and live for the call. An exception that leaves a function becomes a
// diagnostic; tote::error carries a place.
#pragma once

#include <exception>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

#include <tote/calls.hpp>

namespace tote {
namespace detail {

template <class Plugin, class = void>
struct has_extract : std::false_type {};

template <class Plugin>
struct has_extract<Plugin, std::void_t<decltype(std::declval<Plugin&>().extract(
                               std::declval<const note&>(), std::declval<doc&>()))>>
    : std::true_type {};

template <class Plugin, class = void>
struct has_field : std::false_type {};

template <class Plugin>
struct has_field<Plugin, std::void_t<decltype(std::declval<Plugin&>().field(
                             std::declval<const field_value&>()))>> : std::true_type {};

template <class Plugin, class = void>
struct has_command : std::false_type {};

template <class Plugin>
struct has_command<Plugin, std::void_t<decltype(std::declval<Plugin&>().command(
                               std::declval<const command&>(), std::declval<edits&>()))>>
    : std::true_type {};

template <class Plugin, class = void>
struct has_render : std::false_type {};

template <class Plugin>
struct has_render<Plugin, std::void_t<decltype(std::declval<Plugin&>().render(
                              std::declval<const public_note&>(), std::declval<markup&>()))>>
    : std::true_type {};

template <class Plugin, class = void>
struct has_export : std::false_type {};

template <class Plugin>
struct has_export<Plugin, std::void_t<decltype(std::declval<Plugin&>().export_site(
                              std::declval<const public_site&>(), std::declval<files&>()))>>
    : std::true_type {};

/// Runs `body`; whatever it throws becomes a diagnostic and TOTE_FAILED.
template <class Body>
tote_status_t guarded(tote_call_t* call, Body&& body) noexcept {
  try {
    try {
      body();
      return TOTE_OK;
    } catch (const error& failure) {
      diagnose(call, failure.finding());
    } catch (const std::bad_alloc&) {
      diagnose(call, {"out-of-memory", "there was not enough memory", no_place, TOTE_ERROR});
    } catch (const std::exception& failure) {
      diagnose(call, {"exception", failure.what(), no_place, TOTE_ERROR});
    } catch (...) {
      diagnose(call, {"exception", "an exception of unknown type", no_place, TOTE_ERROR});
    }
  } catch (...) {  // no memory left for the diagnostic: the status has to do
  }
  return TOTE_FAILED;
}

/// The C functions of a plugin class.
template <class Plugin>
struct trampolines {
  static tote_status_t create(tote_call_t* call, const tote_settings_t* raw, void** self) noexcept {
    return guarded(call, [&] {
      if constexpr (std::is_constructible_v<Plugin, const settings&>)
        *self = std::make_unique<Plugin>(settings(raw)).release();
      else
        *self = std::make_unique<Plugin>().release();
    });
  }

  static void destroy(void* self) noexcept { delete static_cast<Plugin*>(self); }

  static tote_status_t extract(void* self, tote_call_t* call, const tote_note_t* raw) noexcept {
    return guarded(call, [&] {
      doc sink(call);
      static_cast<Plugin*>(self)->extract(note(raw), sink);
    });
  }

  static tote_status_t normalise(void* self, tote_call_t* call,
                                 const tote_field_value_t* raw) noexcept {
    return guarded(call, [&] {
      const auto* sink = service<tote_value_sink_v1_t>(call, TOTE_HOST_VALUE);
      const normalised result = static_cast<Plugin*>(self)->field(
          {view(raw->field), view(raw->note_type), view(raw->text)});
      if (result.finding)
        diagnose(call, *result.finding);
      if (result.text)
        sink->text(call, to_abi(*result.text));
      if (result.text && result.sort_key)
        sink->sort_key(call, *result.sort_key);
    });
  }

  static tote_status_t propose(void* self, tote_call_t* call, const tote_command_t* raw) noexcept {
    return guarded(call, [&] {
      edits sink(call);
      static_cast<Plugin*>(self)->command(command(raw), sink);
    });
  }

  static tote_status_t render(void* self, tote_call_t* call,
                              const tote_public_note_t* raw) noexcept {
    return guarded(call, [&] {
      markup sink(call);
      static_cast<Plugin*>(self)->render(public_note(raw), sink);
    });
  }

  static tote_status_t export_site(void* self, tote_call_t* call,
                                   const tote_public_site_t* raw) noexcept {
    return guarded(call, [&] {
      files sink(call);
      static_cast<Plugin*>(self)->export_site(public_site(raw), sink);
    });
  }

  static const void* get_interface(void* /*self*/, const char* id) noexcept {
    if constexpr (has_extract<Plugin>::value) {
      static constexpr tote_extract_v1_t functions{&trampolines::extract};
      if (std::string_view(id) == TOTE_EXTRACT)
        return &functions;
    }
    if constexpr (has_field<Plugin>::value) {
      static constexpr tote_field_v1_t functions{&trampolines::normalise};
      if (std::string_view(id) == TOTE_FIELD)
        return &functions;
    }
    if constexpr (has_command<Plugin>::value) {
      static constexpr tote_command_v1_t functions{&trampolines::propose};
      if (std::string_view(id) == TOTE_COMMAND)
        return &functions;
    }
    if constexpr (has_render<Plugin>::value) {
      static constexpr tote_render_v1_t functions{&trampolines::render};
      if (std::string_view(id) == TOTE_RENDER)
        return &functions;
    }
    if constexpr (has_export<Plugin>::value) {
      static constexpr tote_export_v1_t functions{&trampolines::export_site};
      if (std::string_view(id) == TOTE_EXPORT_SITE)
        return &functions;
    }
    return nullptr;
  }
};

}  // namespace detail
}  // namespace tote

/// Exports `Type` as the plugin of this library. tote_add_plugin() defines id and version from
/// plugin.json.
#define TOTE_PLUGIN(Type)                                                 \
  extern "C" TOTE_EXPORT const tote_plugin_t* tote_plugin_entry(void) {   \
    using calls = ::tote::detail::trampolines<Type>;                      \
    static constexpr tote_plugin_t descriptor{                            \
        sizeof(tote_plugin_t), TOTE_PLUGIN_MAGIC, TOTE_ABI_MAJOR,         \
        TOTE_TARGET_MINOR,     TOTE_PLUGIN_ID,    TOTE_PLUGIN_VERSION,    \
        &calls::create,        &calls::destroy,   &calls::get_interface}; \
    return &descriptor;                                                   \
  }
