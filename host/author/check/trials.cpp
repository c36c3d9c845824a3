// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/trials.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "host/author/check/corpus.h"
#include "host/author/check/sample_sites.h"
#include "host/author/check/typed_commands.h"
#include "notes/note.h"

namespace tote::host::author::check {
namespace {

/// A sample that was read: once for all that is done with it.
struct ReadNote {
  std::string name;
  std::shared_ptr<const notes::Note> note;
};

std::vector<ReadNote> read(const std::vector<SampleNote>& samples) {
  std::vector<ReadNote> all;
  all.reserve(samples.size());
  for (const auto& sample : samples)
    all.push_back({sample.name, std::make_shared<const notes::Note>(
                                    notes::read_note(sample.path, sample.source, {}))});
  return all;
}

std::shared_ptr<const notes::Note> of_type(const notes::Note& note, const std::string& type) {
  auto other = std::make_shared<notes::Note>(note);
  other->type = type;
  return other;
}

std::size_t bytes_of(const publish::ViewedPage& page) {
  auto bytes = page.title.size() + page.url.size() + page.summary.size() + page.html.size();
  for (const auto& field : page.fields)
    bytes += field.name.size() + field.value.size() + field.url.size();
  for (const auto& tag : page.tags)
    bytes += tag.size();
  return bytes;
}

CallResult exported(const Instance& instance, const publish::ViewedSite& site,
                    const Simulation& simulation) {
  auto result = instance.export_site(site, simulation);
  for (const auto& file : result.files)
    if (const auto planted = planted_in(file); !planted.empty())
      result.findings.push_back(
          {"publish.export",
           fmt::format("its file '{}' has a '{}' that was a page's text", file.name, planted)});
  return result;
}

class TrialList {
 public:
  TrialList(const Manifest& plugin, std::optional<Subject> only) : plugin_(plugin), only_(only) {}

  void add_notes(const std::vector<ReadNote>& samples) {
    if (!wants(Subject::notes, TOTE_EXTRACT))
      return;
    const auto types = note_types(plugin_);
    for (const auto& sample : samples) {
      // What is no longer of the plugin's type would never be given to it; it is a note all the
      // same.
      const bool is_its = std::find(types.begin(), types.end(), sample.note->type) != types.end();
      const auto note = is_its ? sample.note : of_type(*sample.note, types.front());
      all_.push_back({Subject::notes, sample.name, note->source.size(),
                      [note](const Instance& instance, const Simulation& simulation) {
                        return instance.extract(*note, simulation);
                      }});
    }
  }

  void add_values(const std::vector<std::string>& values) {
    if (!wants(Subject::notes, TOTE_FIELD))
      return;
    for (const auto& field : plugin_.vocabulary.fields) {
      if (!field.is_normalised)
        continue;
      const auto type = field.on.front() == "*" ? std::string("note") : field.on.front();
      for (const auto& value : values)
        all_.push_back(
            {Subject::notes, fmt::format("the value \"{}\" of {}", value.substr(0, 40), field.id),
             value.size(),
             [id = field.id, type, value](const Instance& instance, const Simulation& simulation) {
               return instance.normalise(id, type, value, simulation);
             }});
    }
  }

  /// Each command in its first `most_ways` about each of the samples.
  void add_commands(const std::vector<ReadNote>& samples, std::size_t most_ways) {
    if (!wants(Subject::commands, TOTE_COMMAND))
      return;
    for (const auto& command : plugin_.commands) {
      if (!command.is_answered_by_library())
        continue;
      auto ways = ways_to_type(command);
      ways.resize(std::min(ways.size(), most_ways));
      for (const auto& sample : samples) {
        const auto note = command.is_about(sample.note->type)
                              ? sample.note
                              : of_type(*sample.note, command.on.front());
        for (const auto& typed : ways)
          all_.push_back({Subject::commands,
                          fmt::format("{} about {}", to_string(typed), note->path),
                          note->source.size(),
                          [note, typed](const Instance& instance, const Simulation& simulation) {
                            return instance.propose(typed, *note, simulation);
                          }});
      }
    }
  }

  void add_pages(const std::vector<SampleSite>& samples) {
    if (!wants(Subject::pages, TOTE_RENDER))
      return;
    for (const auto& sample : samples)
      for (std::size_t i = 0; i < sample.site.pages.size(); ++i)
        all_.push_back(
            {Subject::pages, sample.pages[i], bytes_of(sample.site.pages[i]),
             [page = sample.site.pages[i]](const Instance& instance, const Simulation& simulation) {
               return instance.render(page, simulation);
             }});
  }

  void add_sites(const std::vector<SampleSite>& samples) {
    if (!wants(Subject::sites, TOTE_EXPORT_SITE))
      return;
    for (const auto& sample : samples) {
      std::size_t bytes = 0;
      for (const auto& page : sample.site.pages)
        bytes += bytes_of(page);
      all_.push_back({Subject::sites, sample.name, bytes,
                      [site = sample.site](const Instance& instance, const Simulation& simulation) {
                        return exported(instance, site, simulation);
                      }});
    }
  }

  [[nodiscard]] std::vector<Trial> take() { return std::move(all_); }

 private:
  [[nodiscard]] bool wants(Subject subject, const char* interface) const {
    return (!only_ || *only_ == subject) && plugin_.provides_interface(interface);
  }

  const Manifest& plugin_;
  std::optional<Subject> only_;
  std::vector<Trial> all_;
};

/// Whether notes are what trials of this subject are made of.
bool needs_notes(std::optional<Subject> only) {
  return !only || *only == Subject::notes || *only == Subject::commands;
}

}  // namespace

std::vector<Trial> plain_trials(const Manifest& plugin, const ProbeOptions& options,
                                std::optional<Subject> only) {
  TrialList trials(plugin, only);
  const auto samples = read(plain_notes(plugin, options.fixtures));
  const auto sites = plain_sites(plugin);
  trials.add_notes(samples);
  trials.add_values(sample_values(options.seed));
  trials.add_commands(samples, std::numeric_limits<std::size_t>::max());
  trials.add_pages(sites);
  trials.add_sites(sites);
  return trials.take();
}

std::vector<Trial> hostile_trials(const Manifest& plugin, std::size_t large_note_bytes,
                                  std::optional<Subject> only) {
  // What a note looks like and what is typed have little to do with each other.
  constexpr std::size_t most_ways = 2;
  TrialList trials(plugin, only);
  if (needs_notes(only)) {
    const auto samples = read(hostile_notes(plugin, large_note_bytes));
    trials.add_notes(samples);
    trials.add_commands(samples, most_ways);
  }
  const auto sites = hostile_sites(plugin);
  trials.add_pages(sites);
  trials.add_sites(sites);
  return trials.take();
}

std::vector<Trial> random_trials(const Manifest& plugin, std::uint64_t seed) {
  TrialList trials(plugin, Subject::notes);
  trials.add_notes(read({random_note(plugin, seed)}));
  trials.add_values({sample_values(seed).back()});
  return trials.take();
}

}  // namespace tote::host::author::check
