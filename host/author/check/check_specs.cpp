// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>

#include "host/author/check/check.h"

namespace tote::host::author::check {
namespace {

constexpr auto specs = std::to_array<CheckSpec>({
    {"manifest.valid", 1, "plugin.json is as its schema says and names a licence.",
     "Put \"$schema\" at its top: your editor then shows what is wrong; share/tote/sdk has the "
     "schema."},
    {"manifest.consistent", 1,
     "The declarations fit each other, and those of tote and the plugins that come with it.",
     "Choose other ids, or leave out what another plugin declares already."},
    {"library.exports", 1, "The library exports tote_plugin_entry and nothing else.",
     "Build it with tote_add_plugin(), which sets an export map; or link with "
     "--version-script=plugin.map."},
    {"library.hardened", 3,
     "No unique symbols, no text relocations, no executable stack, and a build id.",
     "Build it with tote_add_plugin(); in assembly mark the stack as not executable."},
    {"library.needs", 2,
     "It needs only the C and C++ runtime and libraries in its own folder, found by $ORIGIN.",
     "Link other libraries statically, or put them beside it with RUNPATH $ORIGIN."},
    {"library.independent", 2, "It does not link what tote itself is made of.",
     "Use what the SDK's services give you instead of xapian, cmark or tote's own libraries."},
    {"load.now", 1, "The library loads with every symbol resolved.",
     "Link with -Wl,-z,defs, as tote_add_plugin() does: then the linker names what is missing."},
    {"load.as-declared", 1, "Id, version, ABI and interfaces are those of plugin.json.",
     "Rebuild it; take TOTE_PLUGIN_ID, TOTE_PLUGIN_VERSION and TOTE_TARGET_MINOR from "
     "tote_add_plugin()."},
    {"load.quick", 3, "Loading and creating takes less than 100 ms of processor time.",
     "Do not compute tables when the library is loaded: do it when they are first needed."},
    {"load.clean", 3,
     "Loading leaves threads, files, signal handlers, locale, folder, umask, rounding and "
     "environment as they were.",
     "Do not touch what belongs to the whole process, and start nothing in static constructors."},
    {"load.lifecycle", 3,
     "The entry gives the same descriptor each time; instances come and go without a leak.",
     "Return a static descriptor, and free in destroy() what create() made."},
    {"load.unknown-interface", 2, "Asked for an interface that it does not have, it gives null.",
     "Compare the whole id in get_interface(), not its beginning."},
    {"hosts.bare", 2,
     "On a host that grants no service it fails with a reason, and does not crash.",
     "Look whether service() gave null before you use what it gave."},
    {"hosts.old", 4, "It reads no member that the oldest host it is made for does not have.",
     "Lower abi.minor only as far as the oldest host you need, and ask TOTE_HAS before you read "
     "a "
     "younger member."},
    {"hosts.future", 4,
     "Larger structs, unknown kinds, set flags and reserved members change nothing.",
     "Skip kinds and flags that you do not know; take sizes and strides from no struct of a "
     "later "
     "host."},
    {"settings.robust", 4, "Any settings are accepted or refused with a reason.",
     "Check each setting's kind and range in create(), and say what is wrong."},
    {"notes.failures-explained", 2,
     "No exception leaves it, and each failure comes with a diagnostic.",
     "Catch everything at the boundary, as plugin.hpp does; report before you return a negative "
     "status."},
    {"notes.declared", 2,
     "It states only fields and relations of its plugin.json, of the declared kind, in UTF-8.",
     "Declare the field for the note's type, or do not state it there."},
    {"notes.spans", 5,
     "Every place lies within the text, on whole characters, and holds something.",
     "Take spans from the values, blocks and links that you are given; TOTE_NO_PLACE if there is "
     "none."},
    {"notes.inputs", 5,
     "It reads only what it is given, during the call, and writes to none of it.",
     "Copy what you keep, and mind that texts do not end in a NUL byte."},
    {"notes.hostile", 5,
     "Notes that are empty, huge, deeply nested, damaged or not UTF-8 do it no harm.",
     "Check sizes before you index, bound recursion, and expect any byte."},
    {"notes.threads", 6, "No thread is left after a call, and services are used on its thread.",
     "Join your threads before you return, and leave services to the thread that was called."},
    {"notes.deterministic", 6,
     "The same note, command or site gives the same: again, in another order, instance and "
     "process.",
     "Keep nothing between calls, do not iterate over hashes or addresses, and say nothing that "
     "you are not given, such as the time."},
    {"notes.environment", 6, "Locale, time zone, folder and home make no difference.",
     "Read and write numbers and dates without the C library's locale and time functions."},
    {"notes.sink-failure", 7, "When a service refuses at any point, it ends in order.",
     "Look at the status that services return."},
    {"notes.out-of-memory", 7, "When memory ends at any point, it ends in order.",
     "Look whether malloc() gave null; in C++ let std::bad_alloc pass, plugin.hpp catches it, "
     "and mark no function noexcept that allocates."},
    {"notes.cancel", 7, "Told to stop, it returns within 250 ms of processor time.",
     "Ask cancelled() in long loops and return TOTE_CANCELLED."},
    {"notes.budget", 8, "Time, memory and what it states stay in proportion to what it is given.",
     "Look for a loop within a loop over it, keep few copies of it, and state each fact once."},
    {"notes.fuzz", 9, "Notes made up at random do it no harm.",
     "Run it again with --reproduce and the seed that is named."},
    {"notes.sanitized", 10,
     "Built with AddressSanitizer and UndefinedBehaviorSanitizer it does the same without a "
     "finding.",
     "Read what the sanitizer says: file and line of the mistake are in it."},
    {"commands.answers", 4,
     "Whatever is typed, a command is answered with edits of declared fields or refused with a "
     "reason.",
     "Check the range of what is typed, expect every field to be missing or odd, and write only "
     "fields that plugin.json declares for the note's type."},
    {"publish.render", 5, "What it shows of a page may stand on it, whatever the page says.",
     "Give words with text(), and links from the url of a field: its value can say anything."},
    {"publish.export", 5,
     "The files that it writes are what their types say, whatever the pages say.",
     "Escape every text that you write into JSON and XML."},
    {"sandbox.allowed", 5,
     "It works in the sandbox that plugins run in, and asks for nothing that is refused there.",
     "A plugin has no files, no network and no other processes: do without them, and read files "
     "of its own folder in create()."},
    {"previous.loads", 5,
     "It takes the settings, the notes and the typed commands of its previous version.",
     "Keep the old key among the spellings of a field or relation that has a new name, and the "
     "old values among those allowed; where the loss is meant, say why in waivers.json."},
});

}  // namespace

const std::vector<CheckSpec>& check_specs() {
  static const std::vector<CheckSpec> all(specs.begin(), specs.end());
  return all;
}

const CheckSpec* find_check(std::string_view id) {
  const auto& all = check_specs();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const CheckSpec& check) { return check.id == id; });
  return found == all.end() ? nullptr : &*found;
}

int CheckReport::level() const {
  int reached = lacks_manifest ? 0 : highest_level;
  for (const auto& result : results)
    if (result.outcome == Outcome::failed || result.outcome == Outcome::left_out)
      reached = std::min(reached, result.check->level - 1);
  return reached;
}

std::size_t CheckReport::count(Outcome outcome) const {
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(),
                    [&](const CheckResult& result) { return result.outcome == outcome; }));
}

}  // namespace tote::host::author::check
