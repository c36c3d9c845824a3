// SPDX-License-Identifier: MIT
// Brings durations to minutes, reads season and number from the title, and works out how long an
// episode takes at the speed that you listen at.
#include <cmath>
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
    for (const char* key : {"duration", "runtime", "length"})
      for (const auto& value : note.field(key))
        if (const auto minutes = read_minutes(value.text))
          doc.integer("listening-time", std::lround(std::ceil(*minutes / speed_)), value.span);
    warn_of_a_lost_future(note, doc);
  }

 private:
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
