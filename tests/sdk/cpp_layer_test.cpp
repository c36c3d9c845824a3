// SPDX-License-Identifier: GPL-2.0-or-later
// The C++ layer: what a class offers becomes an interface, and nothing that it throws gets out.
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tote/plugin.hpp>

namespace tote::sdk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A call that keeps codes and texts of diagnostics, and grants no service but an empty doc.
struct FakeCall {
  tote_call_t visible;
  std::vector<std::string> findings;
};

const tote_doc_v1_t empty_doc = {};

const tote_call_v1_t fake_functions = {
    [](tote_call_t* /*call*/, const char* id) -> const void* {
      return std::strcmp(id, TOTE_HOST_DOC) == 0 ? &empty_doc : nullptr;
    },
    [](tote_call_t* call, const tote_diagnostic_t* diagnostic) {
      reinterpret_cast<FakeCall*>(call)->findings.push_back(
          std::string(view(diagnostic->code)) + ": " + std::string(view(diagnostic->text)));
    },
    [](tote_call_t* /*call*/) -> std::int32_t { return 0; },
};

struct OnlyExtract {
  void extract(const note& note, doc& /*doc*/) const {
    if (note.title() == "error")
      throw error("bad-note", "this note is bad");
    if (note.title() == "exception")
      throw std::runtime_error("out of luck");
    if (note.title() == "number")
      throw 42;  // NOLINT(misc-throw-by-value-catch-by-reference): hostile on purpose
  }
};

struct OnlyField {
  normalised field(const field_value& value) const {
    return normalised::to(std::string(value.text));
  }
};

struct OnlyCommand {
  void command(const command& typed, edits& out) const {
    if (const auto* page = typed.argument("page"))
      out.set("page", view(page->text));
    out.add("read", to_string(typed.date()));
    out.unset("started");
    out.append(typed.note().title());
  }
};

struct OnlyRender {
  void render(const public_note& note, markup& page) const {
    const auto* rating = note.field("rating");
    page.add({"span", "p-rating"}, rating == nullptr ? "none" : view(rating->value));
  }
};

struct OnlyExport {
  void export_site(const public_site& site, files& out) const {
    out.open("titles.txt", "text/plain");
    for (std::uint32_t i = 0; i < site.size(); ++i)
      out.write(site[i].title());
  }
};

struct NeedsASetting {
  explicit NeedsASetting(const settings& settings) {
    if (settings.text("shelf").empty())
      throw error("no-shelf", "set a shelf");
  }
};

/// A call that takes edits, markup and files, and writes down what it is told.
struct RecordingCall {
  tote_call_t visible;
  std::string said;

  static std::string& said_to(tote_call_t* call) {
    return reinterpret_cast<RecordingCall*>(call)->said;
  }

  static tote_status_t open_element(tote_call_t* call, const tote_element_t* item) {
    said_to(call).append("<").append(view(item->name)).append(".").append(view(item->classes));
    return TOTE_OK;
  }

  static tote_status_t text(tote_call_t* call, tote_str_t text) {
    said_to(call).append("|").append(view(text));
    return TOTE_OK;
  }

  static tote_status_t close(tote_call_t* call) {
    said_to(call).append(">");
    return TOTE_OK;
  }

  static tote_status_t open_file(tote_call_t* call, tote_str_t name, tote_str_t /*type*/) {
    said_to(call).append("[").append(view(name)).append("]");
    return TOTE_OK;
  }

  static tote_status_t set(tote_call_t* call, tote_str_t field, tote_str_t value) {
    said_to(call).append(view(field)).append("=").append(view(value)).append(";");
    return TOTE_OK;
  }

  static tote_status_t add(tote_call_t* call, tote_str_t field, tote_str_t value) {
    said_to(call).append(view(field)).append("+");
    return set(call, {nullptr, 0}, value);
  }

  static tote_status_t unset(tote_call_t* call, tote_str_t field) {
    said_to(call).append("-").append(view(field)).append(";");
    return TOTE_OK;
  }

  static const void* service(tote_call_t* /*call*/, const char* id) {
    static constexpr tote_edits_v1_t edits{set, add, unset, text};
    if (std::strcmp(id, TOTE_HOST_EDITS) == 0)
      return &edits;
    static constexpr tote_markup_v1_t page{open_element, text, close};
    static constexpr tote_files_v1_t out{open_file, text};
    if (std::strcmp(id, TOTE_HOST_MARKUP) == 0)
      return &page;
    return std::strcmp(id, TOTE_HOST_FILES) == 0 ? &out : nullptr;
  }
};

const tote_call_v1_t recording_functions = {RecordingCall::service,
                                            [](tote_call_t*, const tote_diagnostic_t*) {},
                                            [](tote_call_t*) -> std::int32_t { return 0; }};

tote_str_t abi(std::string_view text) {
  return {text.data(), text.size()};
}

template <class Plugin>
using Calls = detail::trampolines<Plugin>;

class CppLayer : public ::testing::Test {
 protected:
  tote_status_t extract(const std::string& title) {
    OnlyExtract plugin;
    tote_note_t raw = {};
    raw.size = sizeof raw;
    raw.title = {title.data(), title.size()};
    return Calls<OnlyExtract>::extract(&plugin, &call.visible, &raw);
  }

  FakeCall call{{&fake_functions}, {}};
};

TEST_F(CppLayer, FindsTheInterfacesThatAClassOffers) {
  EXPECT_NE(Calls<OnlyExtract>::get_interface(nullptr, TOTE_EXTRACT), nullptr);
  EXPECT_EQ(Calls<OnlyExtract>::get_interface(nullptr, TOTE_FIELD), nullptr);
  EXPECT_EQ(Calls<OnlyField>::get_interface(nullptr, TOTE_EXTRACT), nullptr);
  EXPECT_NE(Calls<OnlyField>::get_interface(nullptr, TOTE_FIELD), nullptr);
  EXPECT_EQ(Calls<OnlyField>::get_interface(nullptr, "tote.field/2"), nullptr);
}

TEST_F(CppLayer, FindsTheInterfacesOfPublishing) {
  EXPECT_NE(Calls<OnlyRender>::get_interface(nullptr, TOTE_RENDER), nullptr);
  EXPECT_EQ(Calls<OnlyRender>::get_interface(nullptr, TOTE_EXPORT_SITE), nullptr);
  EXPECT_NE(Calls<OnlyExport>::get_interface(nullptr, TOTE_EXPORT_SITE), nullptr);
  EXPECT_EQ(Calls<OnlyExport>::get_interface(nullptr, TOTE_RENDER), nullptr);
  EXPECT_EQ(Calls<OnlyExtract>::get_interface(nullptr, TOTE_RENDER), nullptr);
}

TEST(CppLayerCommands, HandsOnArgumentsAndEdits) {
  EXPECT_NE(Calls<OnlyCommand>::get_interface(nullptr, TOTE_COMMAND), nullptr);
  EXPECT_EQ(Calls<OnlyExtract>::get_interface(nullptr, TOTE_COMMAND), nullptr);
  tote_argument_t page = {};
  page.kind = TOTE_ARGUMENT_INTEGER;
  page.name = abi("page");
  page.text = abi("120");
  page.integer = 120;
  tote_note_t note = {};
  note.size = sizeof note;
  note.title = abi("Tigana");
  tote_command_t raw = {};
  raw.size = sizeof raw;
  raw.note = &note;
  raw.arguments = &page;
  raw.argument_count = 1;
  raw.date = {2024, 3, 9};
  RecordingCall call{{&recording_functions}, {}};
  OnlyCommand plugin;
  EXPECT_EQ(Calls<OnlyCommand>::propose(&plugin, &call.visible, &raw), TOTE_OK);
  EXPECT_EQ(call.said, "page=120;read+=2024-03-09;-started;|Tigana");
}

TEST(CppLayerCommands, FailOnAHostThatTakesNoEdits) {
  tote_command_t raw = {};
  raw.size = sizeof raw;
  FakeCall call{{&fake_functions}, {}};
  OnlyCommand plugin;
  EXPECT_EQ(Calls<OnlyCommand>::propose(&plugin, &call.visible, &raw), TOTE_FAILED);
  EXPECT_THAT(call.findings,
              ElementsAre("service-missing: the host does not offer tote.host.edits/1"));
}

TEST(CppLayerDate, IsWrittenAsInNotes) {
  EXPECT_EQ(to_string(date{2024, 3, 9}), "2024-03-09");
  EXPECT_EQ(to_string(date{2024, 3, 0}), "2024-03");
  EXPECT_EQ(to_string(date{987, 0, 0}), "0987");
  EXPECT_EQ(to_string(date{0, 12, 31}), "--12-31");
}

TEST(CppLayerPublishing, HandsOnMarkup) {
  const tote_public_field_t rating = {abi("rating"), abi("4"), {}, {}};
  tote_public_note_t raw = {};
  raw.size = sizeof raw;
  raw.fields = &rating;
  raw.field_count = 1;
  RecordingCall call{{&recording_functions}, {}};
  OnlyRender plugin;
  EXPECT_EQ(Calls<OnlyRender>::render(&plugin, &call.visible, &raw), TOTE_OK);
  EXPECT_EQ(call.said, "<span.p-rating|4>");
}

TEST(CppLayerPublishing, HandsOnFiles) {
  tote_public_note_t post = {};
  post.size = sizeof post;
  post.title = abi("Making connections");
  const tote_public_note_t* notes[] = {&post};
  tote_public_site_t raw = {};
  raw.size = sizeof raw;
  raw.notes = notes;
  raw.note_count = 1;
  RecordingCall call{{&recording_functions}, {}};
  OnlyExport plugin;
  EXPECT_EQ(Calls<OnlyExport>::export_site(&plugin, &call.visible, &raw), TOTE_OK);
  EXPECT_EQ(call.said, "[titles.txt]|Making connections");
}

TEST_F(CppLayer, FailsWhereTheHostTakesNoMarkup) {
  OnlyRender plugin;
  tote_public_note_t raw = {};
  raw.size = sizeof raw;
  EXPECT_EQ(Calls<OnlyRender>::render(&plugin, &call.visible, &raw), TOTE_FAILED);
  EXPECT_THAT(call.findings,
              ElementsAre("service-missing: the host does not offer tote.host.markup/1"));
}

TEST_F(CppLayer, SaysNothingWhereNothingIsWrong) {
  EXPECT_EQ(extract("fine"), TOTE_OK);
  EXPECT_THAT(call.findings, IsEmpty());
}

TEST_F(CppLayer, TurnsItsOwnErrorIntoADiagnostic) {
  EXPECT_EQ(extract("error"), TOTE_FAILED);
  EXPECT_THAT(call.findings, ElementsAre("bad-note: this note is bad"));
}

TEST_F(CppLayer, TurnsAStandardExceptionIntoADiagnostic) {
  EXPECT_EQ(extract("exception"), TOTE_FAILED);
  EXPECT_THAT(call.findings, ElementsAre("exception: out of luck"));
}

TEST_F(CppLayer, LetsNothingElseOut) {
  EXPECT_EQ(extract("number"), TOTE_FAILED);
  EXPECT_THAT(call.findings, ElementsAre("exception: an exception of unknown type"));
}

TEST_F(CppLayer, FailsWhereTheHostLacksAService) {
  OnlyField plugin;
  const tote_field_value_t value = {sizeof value, 0, {}, {}, {}};
  EXPECT_EQ(Calls<OnlyField>::normalise(&plugin, &call.visible, &value), TOTE_FAILED);
  EXPECT_THAT(call.findings,
              ElementsAre("service-missing: the host does not offer tote.host.value/1"));
}

TEST_F(CppLayer, MakesNoInstanceIfTheConstructorThrows) {
  void* self = nullptr;
  const tote_settings_t none = {sizeof none, 0, nullptr};
  EXPECT_EQ(Calls<NeedsASetting>::create(&call.visible, &none, &self), TOTE_FAILED);
  EXPECT_EQ(self, nullptr);
  EXPECT_THAT(call.findings, ElementsAre("no-shelf: set a shelf"));
}

TEST_F(CppLayer, GivesTheConstructorItsSettings) {
  tote_value_t shelf = {};
  shelf.next = 1;
  shelf.key = {"shelf", 5};
  shelf.text = {"top", 3};
  const tote_settings_t settings = {sizeof settings, 1, &shelf};
  void* self = nullptr;
  ASSERT_EQ(Calls<NeedsASetting>::create(&call.visible, &settings, &self), TOTE_OK);
  Calls<NeedsASetting>::destroy(self);
}

TEST(Settings, AreReadByTheirKind) {
  std::vector<tote_value_t> values(5);
  const auto set = [&](std::size_t at, const char* key, std::uint32_t kind, std::uint32_t next) {
    values[at].key = {key, std::strlen(key)};
    values[at].kind = kind;
    values[at].next = next;
  };
  set(0, "loud", TOTE_VALUE_BOOLEAN, 1);
  values[0].integer = 1;
  set(1, "speed", TOTE_VALUE_INTEGER, 2);
  values[1].integer = 2;
  set(2, "feeds", TOTE_VALUE_LIST, 5);
  for (const std::size_t at : {3U, 4U}) {
    set(at, "", TOTE_VALUE_TEXT, static_cast<std::uint32_t>(at + 1));
    values[at].depth = 1;
    values[at].text = {at == 3 ? "a" : "b", 1};
  }
  const tote_settings_t raw = {sizeof raw, 5, values.data()};
  const settings all(&raw);
  EXPECT_TRUE(all.boolean("loud"));
  EXPECT_EQ(all.integer("speed"), 2);
  EXPECT_EQ(all.decimal("speed"), 2.0);
  EXPECT_THAT(all.list("feeds"), ElementsAre("a", "b"));
  EXPECT_THAT(all.list("nothing"), IsEmpty());
  EXPECT_EQ(all.integer("loud", 7), 7) << "another kind is as good as none";
}

TEST(SameKey, ReadsKeysAsNotesDo) {
  EXPECT_TRUE(same_key("Recommended_By", "recommended-by"));
  EXPECT_TRUE(same_key("last contact", "last-contact"));
  EXPECT_FALSE(same_key("read", "reads"));
  EXPECT_FALSE(same_key("read", "rea"));
}

/// A scalar or list in preorder, at `depth`.
tote_value_t value_at(std::uint32_t kind, std::uint32_t depth, std::uint32_t next, const char* key,
                      const char* text) {
  tote_value_t value = {};
  value.kind = kind;
  value.depth = depth;
  value.next = next;
  value.key = {key, std::strlen(key)};
  value.text = {text, std::strlen(text)};
  return value;
}

TEST(NoteField, GathersValuesFromListsAndInlineFields) {
  const std::vector<tote_value_t> values = {
      value_at(TOTE_VALUE_LIST, 0, 4, "read", ""), value_at(TOTE_VALUE_DATE, 1, 2, "", "2011"),
      value_at(TOTE_VALUE_NULL, 1, 3, "", ""),     value_at(TOTE_VALUE_DATE, 1, 4, "", "2024"),
      value_at(TOTE_VALUE_MAP, 0, 6, "shelf", ""), value_at(TOTE_VALUE_TEXT, 1, 6, "read", "no"),
  };
  tote_inline_field_t inline_field = {};
  inline_field.key = {"Read", 4};
  inline_field.value = {"2026", 4};
  tote_note_t raw = {};
  raw.size = sizeof raw;
  raw.values = values.data();
  raw.value_count = static_cast<std::uint32_t>(values.size());
  raw.inline_fields = &inline_field;
  raw.inline_field_count = 1;
  std::vector<std::string> texts;
  for (const auto& value : note(&raw).field("read"))
    texts.emplace_back(value.text);
  EXPECT_THAT(texts, ElementsAre("2011", "2024", "2026"));
  EXPECT_THAT(note(&raw).field("shelf"), IsEmpty());
}

TEST(NoteField, SurvivesATreeThatLeadsNowhere) {
  const tote_value_t broken = value_at(TOTE_VALUE_LIST, 0, 0, "read", "");
  tote_note_t raw = {};
  raw.size = sizeof raw;
  raw.values = &broken;
  raw.value_count = 1;
  EXPECT_THAT(note(&raw).field("read"), IsEmpty());
}

}  // namespace
}  // namespace tote::sdk
