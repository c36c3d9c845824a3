// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/record.h"

#include <bit>

#include "index/store/bytes.h"
#include "index/store/fact_bytes.h"

namespace tote::index::store {
namespace {

constexpr std::uint64_t record_version = 1;

void put_texts(ByteWriter& out, const std::vector<std::string>& texts) {
  out.put_number(texts.size());
  for (const std::string& text : texts)
    out.put_text(text);
}

/// What `read` makes of each of the items that follow.
template <class Read>
auto read_list(ByteReader& in, Read read) {
  std::vector<decltype(read(in))> items;
  for (std::size_t left = in.count(); left > 0 && !in.has_failed(); --left)
    items.push_back(read(in));
  return items;
}

std::string read_text(ByteReader& in) {
  return std::string(in.text());
}

void put_value(ByteWriter& out, const FieldValue& value) {
  out.put_text(value.field);
  out.put_text(value.text);
  out.put_fixed(std::bit_cast<std::uint64_t>(value.number));
  out.put_number(value.line);
  put_span(out, value.span);
}

FieldValue read_value(ByteReader& in) {
  FieldValue value;
  value.field = in.text();
  value.text = in.text();
  value.number = std::bit_cast<double>(in.fixed());
  value.line = in.number32();
  value.span = read_span(in);
  return value;
}

void put_end(ByteWriter& out, const EdgeEnd& end) {
  out.put_number(static_cast<std::uint64_t>(end.kind));
  if (end.kind == EdgeEnd::Kind::self || end.kind == EdgeEnd::Kind::me)
    return;
  out.put_text(end.text);
  put_texts(out, end.keys);
}

EdgeEnd read_end(ByteReader& in) {
  EdgeEnd end;
  end.kind = to_enum(in, in.number(), EdgeEnd::Kind::name);
  if (end.kind == EdgeEnd::Kind::self || end.kind == EdgeEnd::Kind::me)
    return end;
  end.text = in.text();
  end.keys = read_list(in, read_text);
  return end;
}

void put_edge(ByteWriter& out, const Edge& edge) {
  out.put_text(edge.relation);
  put_end(out, edge.from);
  put_end(out, edge.to);
  put_date(out, edge.date);
  out.put_number(static_cast<std::uint64_t>(edge.tier) * 2 + (edge.polarity < 0 ? 1 : 0));
  out.put_number(edge.line);
  put_span(out, edge.span);
}

Edge read_edge(ByteReader& in) {
  Edge edge;
  edge.relation = in.text();
  edge.from = read_end(in);
  edge.to = read_end(in);
  edge.date = read_date(in);
  const std::uint64_t tier_and_sign = in.number();
  edge.tier = to_enum(in, tier_and_sign / 2, Tier::mention);
  edge.polarity = tier_and_sign % 2 == 1 ? -1 : 1;
  edge.line = in.number32();
  edge.span = read_span(in);
  return edge;
}

void put_link(ByteWriter& out, const LinkRecord& link) {
  out.put_text(link.target);
  out.put_number(link.line);
  put_span(out, link.span);
}

LinkRecord read_link(ByteReader& in) {
  LinkRecord link;
  link.target = in.text();
  link.line = in.number32();
  link.span = read_span(in);
  return link;
}

using Finding = std::pair<notes::Diagnostic, SourcePlace>;

void put_finding(ByteWriter& out, const notes::Diagnostic& diagnostic, const SourcePlace& place) {
  out.put_number(static_cast<std::uint64_t>(diagnostic.severity));
  out.put_text(diagnostic.code);
  out.put_text(diagnostic.message);
  put_span(out, diagnostic.span);
  out.put_number(place.line);
  out.put_number(place.column);
}

Finding read_finding(ByteReader& in) {
  Finding finding;
  finding.first.severity = to_enum(in, in.number(), notes::Diagnostic::Severity::error);
  finding.first.code = in.text();
  finding.first.message = in.text();
  finding.first.span = read_span(in);
  finding.second.line = in.number32();
  finding.second.column = in.number32();
  return finding;
}

}  // namespace

std::string encode_record(const NoteRecord& record) {
  ByteWriter out;
  out.put_number(record_version);
  out.put_text(record.card.path);
  out.put_text(record.card.title);
  out.put_text(record.card.type);
  put_date(out, record.card.date);
  put_texts(out, record.aliases);
  put_texts(out, record.tags);
  out.put_number(record.values.size());
  for (const FieldValue& value : record.values)
    put_value(out, value);
  out.put_number(record.edges.size());
  for (const Edge& edge : record.edges)
    put_edge(out, edge);
  out.put_number(record.links.size());
  for (const LinkRecord& link : record.links)
    put_link(out, link);
  out.put_number(record.diagnostics.size());
  for (std::size_t i = 0; i < record.diagnostics.size(); ++i)
    put_finding(out, record.diagnostics[i], record.diagnostic_places[i]);
  return out.take();
}

std::optional<NoteRecord> decode_record(std::string_view bytes, NoteId note) {
  ByteReader in(bytes);
  if (in.number() != record_version)
    return std::nullopt;
  NoteRecord record;
  record.card.id = note;
  record.card.path = in.text();
  record.card.title = in.text();
  record.card.type = in.text();
  record.card.date = read_date(in);
  record.aliases = read_list(in, read_text);
  record.tags = read_list(in, read_text);
  record.values = read_list(in, read_value);
  record.edges = read_list(in, read_edge);
  record.links = read_list(in, read_link);
  for (Finding& finding : read_list(in, read_finding)) {
    finding.second.path = record.card.path;
    record.diagnostics.push_back(std::move(finding.first));
    record.diagnostic_places.push_back(std::move(finding.second));
  }
  if (in.has_failed() || !in.is_at_end())
    return std::nullopt;
  return record;
}

std::string encode_diagnostic(const notes::Diagnostic& diagnostic, const SourcePlace& place) {
  ByteWriter out;
  out.put_text(place.path);
  put_finding(out, diagnostic, place);
  return out.take();
}

std::optional<Finding> decode_diagnostic(std::string_view bytes) {
  ByteReader in(bytes);
  std::string path(in.text());
  Finding finding = read_finding(in);
  finding.second.path = std::move(path);
  if (in.has_failed() || !in.is_at_end())
    return std::nullopt;
  return finding;
}

}  // namespace tote::index::store
