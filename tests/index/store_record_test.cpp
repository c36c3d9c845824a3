// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/store/bytes.h"
#include "index/store/record.h"
#include "tests/index/sample_record.h"

namespace tote::index::store {
namespace {

TEST(Record, ReadsBackWhatWasWritten) {
  const NoteRecord before = sample_record();
  const std::string bytes = encode_record(before);
  const auto after = decode_record(bytes, 7);
  ASSERT_TRUE(after);
  EXPECT_EQ(encode_record(*after), bytes);
  EXPECT_EQ(after->card.id, 7u);
  EXPECT_EQ(after->card.path, "books/Tigana.md");
  EXPECT_EQ(after->card.date, before.card.date);
  EXPECT_EQ(after->aliases, before.aliases);
  EXPECT_EQ(after->values.at(1).number, -1e300);
  EXPECT_EQ(after->edges.at(0).from.kind, EdgeEnd::Kind::self);
  EXPECT_EQ(after->edges.at(0).to.keys, before.edges[0].to.keys);
  EXPECT_EQ(after->edges.at(0).date, before.edges[0].date);
  EXPECT_EQ(after->edges.at(0).polarity, -1);
  EXPECT_EQ(after->edges.at(0).tier, Tier::prose_partly);
  EXPECT_EQ(after->edges.at(0).span, before.edges[0].span);
  EXPECT_EQ(after->edges.at(1).to.kind, EdgeEnd::Kind::me);
  EXPECT_EQ(after->links.at(0).target, "Andrew Mocete");
  EXPECT_EQ(after->diagnostic_places, before.diagnostic_places);
}

TEST(Record, CutShortAnywhereIsDamaged) {
  const std::string bytes = encode_record(sample_record());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decode_record(std::string_view(bytes).substr(0, size), 7)) << size;
  EXPECT_FALSE(decode_record(bytes + '\0', 7));
}

TEST(Record, AnyChangedByteIsReadSafely) {
  const std::string bytes = encode_record(sample_record());
  for (std::size_t i = 0; i < bytes.size(); ++i)
    for (const int mask : {0x01, 0x80, 0xff}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ mask);
      const auto record = decode_record(changed, 7);
      if (record) {
        EXPECT_EQ(record->diagnostics.size(), record->diagnostic_places.size());
      }
    }
}

TEST(Record, DiagnosticReadsBack) {
  const notes::Diagnostic diagnostic{notes::Diagnostic::Severity::warning, "unreadable", "no", {}};
  const std::string bytes = encode_diagnostic(diagnostic, {"x.md", 0, 0});
  const auto finding = decode_diagnostic(bytes);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->first.message, "no");
  EXPECT_EQ(finding->second.path, "x.md");
  EXPECT_FALSE(decode_diagnostic(bytes.substr(1)));
}

TEST(Bytes, NumbersReadBackAtEveryWidth) {
  for (int bit = 0; bit < 64; ++bit) {
    const std::uint64_t number = (std::uint64_t{1} << bit) - 1 + (std::uint64_t{1} << bit);
    ByteWriter out;
    out.put_number(number);
    out.put_signed(static_cast<std::int64_t>(number));
    out.put_signed(-static_cast<std::int64_t>(number >> 1));
    out.put_fixed(number);
    const std::string bytes = out.take();
    ByteReader in(bytes);
    EXPECT_EQ(in.number(), number);
    EXPECT_EQ(in.signed_number(), static_cast<std::int64_t>(number));
    EXPECT_EQ(in.signed_number(), -static_cast<std::int64_t>(number >> 1));
    EXPECT_EQ(in.fixed(), number);
    EXPECT_TRUE(in.is_at_end());
    EXPECT_FALSE(in.has_failed());
  }
}

TEST(Bytes, EndlessNumberFails) {
  const std::string bytes(20, '\xff');
  ByteReader in(bytes);
  EXPECT_EQ(in.number(), 0u);
  EXPECT_TRUE(in.has_failed());
}

TEST(Bytes, CountBeyondTheBytesFails) {
  ByteWriter out;
  out.put_number(1'000'000'000);
  const std::string bytes = out.take();
  ByteReader in(bytes);
  EXPECT_EQ(in.count(), 0u);
  EXPECT_TRUE(in.has_failed());
}

}  // namespace
}  // namespace tote::index::store
