// SPDX-License-Identifier: GPL-2.0-or-later
// The layout of ABI 1.0 on 64-bit platforms, number by number. Libraries that were built with it
// are out there: no number here may change; what is new comes behind the last member.
#include <cstddef>

#include <gtest/gtest.h>

#include <tote/plugin.h>

namespace tote::sdk {
namespace {

static_assert(sizeof(void*) == 8);

// Frozen: sizes and all offsets.
static_assert(sizeof(tote_status_t) == 4);
static_assert(sizeof(tote_str_t) == 16 && offsetof(tote_str_t, size) == 8);
static_assert(sizeof(tote_span_t) == 8 && offsetof(tote_span_t, end) == 4);
static_assert(sizeof(tote_date_t) == 4 && offsetof(tote_date_t, month) == 2 &&
              offsetof(tote_date_t, day) == 3);
static_assert(sizeof(tote_value_t) == 96 && offsetof(tote_value_t, depth) == 4 &&
              offsetof(tote_value_t, next) == 8 && offsetof(tote_value_t, key) == 16 &&
              offsetof(tote_value_t, text) == 32 && offsetof(tote_value_t, integer) == 48 &&
              offsetof(tote_value_t, real) == 56 && offsetof(tote_value_t, key_span) == 64 &&
              offsetof(tote_value_t, span) == 72 && offsetof(tote_value_t, reserved) == 80);
static_assert(sizeof(tote_block_t) == 56 && offsetof(tote_block_t, level) == 4 &&
              offsetof(tote_block_t, parent) == 8 && offsetof(tote_block_t, span) == 16 &&
              offsetof(tote_block_t, info) == 24 && offsetof(tote_block_t, reserved) == 40);
static_assert(sizeof(tote_link_t) == 104 && offsetof(tote_link_t, origin) == 4 &&
              offsetof(tote_link_t, flags) == 8 && offsetof(tote_link_t, span) == 16 &&
              offsetof(tote_link_t, target_span) == 24 && offsetof(tote_link_t, label_span) == 32 &&
              offsetof(tote_link_t, target) == 40 && offsetof(tote_link_t, heading) == 56 &&
              offsetof(tote_link_t, block_id) == 72 && offsetof(tote_link_t, reserved) == 88);
static_assert(sizeof(tote_tag_t) == 40 && offsetof(tote_tag_t, name) == 8 &&
              offsetof(tote_tag_t, span) == 24 && offsetof(tote_tag_t, reserved) == 32);
static_assert(sizeof(tote_inline_field_t) == 64 && offsetof(tote_inline_field_t, value) == 16 &&
              offsetof(tote_inline_field_t, key_span) == 32 &&
              offsetof(tote_inline_field_t, value_span) == 40 &&
              offsetof(tote_inline_field_t, reserved) == 48);
static_assert(sizeof(tote_end_t) == 24 && offsetof(tote_end_t, text) == 8);
static_assert(sizeof(tote_call_t) == 8);
static_assert(sizeof(tote_call_v1_t) == 24 && offsetof(tote_call_v1_t, diagnose) == 8 &&
              offsetof(tote_call_v1_t, cancelled) == 16);
static_assert(sizeof(tote_doc_v1_t) == 56 && offsetof(tote_doc_v1_t, integer) == 8 &&
              offsetof(tote_doc_v1_t, decimal) == 16 && offsetof(tote_doc_v1_t, boolean) == 24 &&
              offsetof(tote_doc_v1_t, date) == 32 && offsetof(tote_doc_v1_t, edge) == 40 &&
              offsetof(tote_doc_v1_t, term) == 48);
static_assert(sizeof(tote_value_sink_v1_t) == 16 && offsetof(tote_value_sink_v1_t, sort_key) == 8);
static_assert(sizeof(tote_extract_v1_t) == 8);
static_assert(sizeof(tote_field_v1_t) == 8);
static_assert(sizeof(tote_argument_t) == 72 && offsetof(tote_argument_t, date) == 4 &&
              offsetof(tote_argument_t, name) == 8 && offsetof(tote_argument_t, text) == 24 &&
              offsetof(tote_argument_t, integer) == 40 &&
              offsetof(tote_argument_t, decimal) == 48 &&
              offsetof(tote_argument_t, reserved) == 56);
static_assert(sizeof(tote_edits_v1_t) == 32 && offsetof(tote_edits_v1_t, add) == 8 &&
              offsetof(tote_edits_v1_t, unset) == 16 && offsetof(tote_edits_v1_t, append) == 24);
static_assert(sizeof(tote_command_v1_t) == 8);
static_assert(sizeof(tote_public_field_t) == 64 && offsetof(tote_public_field_t, value) == 16 &&
              offsetof(tote_public_field_t, url) == 32 &&
              offsetof(tote_public_field_t, reserved) == 48);
static_assert(sizeof(tote_markup_v1_t) == 24 && offsetof(tote_markup_v1_t, text) == 8 &&
              offsetof(tote_markup_v1_t, close) == 16);
static_assert(sizeof(tote_files_v1_t) == 16 && offsetof(tote_files_v1_t, write) == 8);
static_assert(sizeof(tote_render_v1_t) == 8);
static_assert(sizeof(tote_export_v1_t) == 8);

// Growable: what 1.0 knew stays where it is.
static_assert(offsetof(tote_note_t, path) == 8 && offsetof(tote_note_t, type) == 24 &&
              offsetof(tote_note_t, title) == 40 && offsetof(tote_note_t, source) == 56 &&
              offsetof(tote_note_t, date) == 72 && offsetof(tote_note_t, front_matter) == 80 &&
              offsetof(tote_note_t, body) == 88 && offsetof(tote_note_t, values) == 96 &&
              offsetof(tote_note_t, blocks) == 104 && offsetof(tote_note_t, links) == 112 &&
              offsetof(tote_note_t, tags) == 120 && offsetof(tote_note_t, inline_fields) == 128 &&
              offsetof(tote_note_t, value_count) == 136 &&
              offsetof(tote_note_t, block_count) == 140 &&
              offsetof(tote_note_t, link_count) == 144 && offsetof(tote_note_t, tag_count) == 148 &&
              offsetof(tote_note_t, inline_field_count) == 152 && sizeof(tote_note_t) >= 160);
static_assert(offsetof(tote_diagnostic_t, severity) == 4 &&
              offsetof(tote_diagnostic_t, span) == 8 && offsetof(tote_diagnostic_t, code) == 16 &&
              offsetof(tote_diagnostic_t, text) == 32 && sizeof(tote_diagnostic_t) >= 48);
static_assert(offsetof(tote_edge_t, is_denied) == 4 && offsetof(tote_edge_t, relation) == 8 &&
              offsetof(tote_edge_t, from) == 24 && offsetof(tote_edge_t, to) == 48 &&
              offsetof(tote_edge_t, date) == 72 && offsetof(tote_edge_t, span) == 80 &&
              sizeof(tote_edge_t) >= 88);
static_assert(offsetof(tote_field_value_t, field) == 8 &&
              offsetof(tote_field_value_t, note_type) == 24 &&
              offsetof(tote_field_value_t, text) == 40 && sizeof(tote_field_value_t) >= 56);
static_assert(offsetof(tote_command_t, argument_count) == 4 && offsetof(tote_command_t, id) == 8 &&
              offsetof(tote_command_t, arguments) == 24 && offsetof(tote_command_t, note) == 32 &&
              offsetof(tote_command_t, date) == 40 && offsetof(tote_command_t, today) == 44 &&
              sizeof(tote_command_t) >= 48);
static_assert(
    offsetof(tote_public_note_t, type) == 8 && offsetof(tote_public_note_t, title) == 24 &&
    offsetof(tote_public_note_t, url) == 40 && offsetof(tote_public_note_t, summary) == 56 &&
    offsetof(tote_public_note_t, html) == 72 && offsetof(tote_public_note_t, published) == 88 &&
    offsetof(tote_public_note_t, fields) == 96 && offsetof(tote_public_note_t, tags) == 104 &&
    offsetof(tote_public_note_t, field_count) == 112 &&
    offsetof(tote_public_note_t, tag_count) == 116 && sizeof(tote_public_note_t) >= 120);
static_assert(offsetof(tote_public_site_t, note_count) == 4 &&
              offsetof(tote_public_site_t, title) == 8 && offsetof(tote_public_site_t, url) == 24 &&
              offsetof(tote_public_site_t, author) == 40 &&
              offsetof(tote_public_site_t, author_url) == 56 &&
              offsetof(tote_public_site_t, language) == 72 &&
              offsetof(tote_public_site_t, notes) == 88 && sizeof(tote_public_site_t) >= 96);
static_assert(offsetof(tote_element_t, name) == 8 && offsetof(tote_element_t, classes) == 24 &&
              offsetof(tote_element_t, url) == 40 && offsetof(tote_element_t, relation) == 56 &&
              offsetof(tote_element_t, value) == 72 && sizeof(tote_element_t) >= 88);
static_assert(offsetof(tote_settings_t, value_count) == 4 &&
              offsetof(tote_settings_t, values) == 8 && sizeof(tote_settings_t) >= 16);
static_assert(offsetof(tote_plugin_t, magic) == 4 && offsetof(tote_plugin_t, abi_major) == 8 &&
              offsetof(tote_plugin_t, abi_minor) == 12 && offsetof(tote_plugin_t, id) == 16 &&
              offsetof(tote_plugin_t, version) == 24 && offsetof(tote_plugin_t, create) == 32 &&
              offsetof(tote_plugin_t, destroy) == 40 &&
              offsetof(tote_plugin_t, get_interface) == 48 && sizeof(tote_plugin_t) >= 56);

// Constants are part of the contract too.
static_assert(TOTE_ABI_MAJOR == 1 && TOTE_PLUGIN_MAGIC == 0x544F5445U);
static_assert(TOTE_OK == 0 && TOTE_FAILED == -1 && TOTE_INVALID == -2 && TOTE_LIMIT == -3 &&
              TOTE_CANCELLED == -4);
static_assert(TOTE_INFO == 0 && TOTE_WARNING == 1 && TOTE_ERROR == 2);
static_assert(TOTE_END_SELF == 0 && TOTE_END_ME == 1 && TOTE_END_LINK == 2 && TOTE_END_NAME == 3);
static_assert(TOTE_ARGUMENT_TEXT == 0 && TOTE_ARGUMENT_INTEGER == 1 && TOTE_ARGUMENT_DECIMAL == 2 &&
              TOTE_ARGUMENT_DATE == 3);
static_assert(TOTE_VALUE_NULL == 0 && TOTE_VALUE_DATE == 4 && TOTE_VALUE_MAP == 7);
static_assert(TOTE_BLOCK_PARAGRAPH == 0 && TOTE_BLOCK_LIST_ITEM == 8 && TOTE_BLOCK_TABLE == 11);
static_assert(TOTE_LINK_WIKILINK == 0 && TOTE_LINK_AUTOLINK == 4 && TOTE_LINK_IS_EXTERNAL == 1);
static_assert(TOTE_ORIGIN_BODY == 0 && TOTE_ORIGIN_INLINE_FIELD == 2);

TEST(Abi, TellsWhetherAnOlderMakerKnewAMember) {
  tote_edge_t edge = {};
  edge.size = sizeof edge;
  EXPECT_TRUE(TOTE_HAS(&edge, span));
  edge.size = offsetof(tote_edge_t, span);
  EXPECT_FALSE(TOTE_HAS(&edge, span));
  EXPECT_TRUE(TOTE_HAS(&edge, date));
  edge.size = offsetof(tote_edge_t, span) + 4;
  EXPECT_FALSE(TOTE_HAS(&edge, span)) << "half a member is none";
}

}  // namespace
}  // namespace tote::sdk
