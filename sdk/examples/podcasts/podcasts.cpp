// SPDX-License-Identifier: MIT
// Brings durations to minutes, reads season and number from the title, and works out how long an
// episode, or the rest of it, takes at the speed that you listen at.
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>

#include <tote/plugin.hpp>

#include "durations.h"
#include "numbering.h"

namespace podcasts {
namespace {

constexpr double slowest = 0.25;
constexpr double fastest = 4;

class Podcasts {
 public:
  explicit Podcasts(const tote::settings& settings) : speed_(settings.decimal("speed", 1)) {
    if (!(speed_ >= slowest && speed_ <= fastest))
      throw tote::error("speed-range", "the setting 'speed' is a number from 0.25 to 4");
  }

  [[nodiscard]] tote::normalised field(const tote::field_value& value) const {
    if (value.field != "duration")
      return {};
    if (const auto minutes = read_minutes(value.text))
      return tote::normalised::to(std::to_string(*minutes), *minutes);
    return tote::normalised::unreadable(
        "duration-unreadable", "not a duration; write `1h 20m`, `1:20:30`, or minutes: `80`");
  }

  void extract(const tote::note& note, tote::doc& doc) const {
    if (note.type() != "episode")
      return;
    if (const auto numbering = read_numbering(note.title())) {
      doc.integer("season", numbering->season);
      doc.integer("episode-number", numbering->episode);
    }
    if (const auto length = length_of(note))
      doc.integer("listening-time",
                  std::lround(std::ceil(static_cast<double>(length->minutes) / speed_)),
                  length->span);
    warn_of_a_lost_future(note, doc);
  }

  /// `stopped`: where, and how long the rest takes.
  void command(const tote::command& typed, tote::edits& out) const {
    const auto* minute = typed.argument("minute");
    const auto length = length_of(typed.note());
    if (minute == nullptr || minute->integer < 0)
      throw tote::error("minute-range", "the minute is counted from the episode's beginning");
    if (!length)
      throw tote::error("length-missing", "say how long it is: `duration: 1h 20m`");
    if (minute->integer > length->minutes)
      throw tote::error(
          "beyond-the-end",
          "the episode has no more than " + std::to_string(length->minutes) + " minutes",
          length->span);
    const auto left = static_cast<double>(length->minutes - minute->integer);
    out.set("stopped-at", std::to_string(minute->integer));
    out.set("minutes-left", std::to_string(std::lround(std::ceil(left / speed_))));
  }

 private:
  struct Length {
    std::int64_t minutes = 0;
    tote::span span;
  };

  static std::optional<Length> length_of(const tote::note& note) {
    for (const char* key : {"duration", "runtime", "length"})
      for (const auto& value : note.field(key))
        if (const auto minutes = read_minutes(value.text))
          return Length{*minutes, value.span};
    return std::nullopt;
  }

  /// Nobody hears an episode before it is aired: one of the dates is wrong. ISO dates compare as
  /// texts.
  static void warn_of_a_lost_future(const tote::note& note, tote::doc& doc) {
    constexpr std::size_t iso_size = 10;
    for (const auto& aired : note.field("aired"))
      for (const auto& listened : note.field("listened"))
        if (aired.text.size() == iso_size && listened.text.size() == iso_size &&
            listened.text < aired.text)
          doc.diagnose({"listened-before-aired",
                        "this was heard before it was aired: one of the two dates is wrong",
                        listened.span});
  }

  double speed_;
};

}  // namespace
}  // namespace podcasts

TOTE_PLUGIN(podcasts::Podcasts)
