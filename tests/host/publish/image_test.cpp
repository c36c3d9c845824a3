// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/image.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tote::host::publish {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string segment(char marker, const std::string& content) {
  std::string bytes{'\xFF', marker};
  bytes += static_cast<char>((content.size() + 2) >> 8);
  bytes += static_cast<char>((content.size() + 2) & 0xFF);
  return bytes + content;
}

std::string chunk(const std::string& type, const std::string& content) {
  std::string bytes(3, '\0');
  bytes += static_cast<char>(content.size());
  return bytes + type + content + "CRC!";
}

std::string riff(const std::string& type, const std::string& content) {
  return type + static_cast<char>(content.size()) + std::string(3, '\0') + content +
         std::string(content.size() % 2, '\0');
}

TEST(Image, KeepsOfAJpegWhatMakesThePicture) {
  const auto picture = segment('\xDB', "tables") + segment('\xC0', "frame") +
                       segment('\xC4', "codes") + segment('\xDA', "scan") +
                       std::string("data\xFF\0more\xFF\xD0", 12);
  const auto clean = without_metadata(
      "\xFF\xD8" + segment('\xE0', std::string("JFIF\0", 5) + "thumbnail") +
      segment('\xE1', "http://ns.adobe.com/xap secret") + segment('\xE2', "ICC secret") +
      segment('\xFE', "comment secret") + picture + "\xFF\xD9secret behind the end");
  ASSERT_TRUE(clean.has_value());
  EXPECT_EQ(clean->extension, ".jpg");
  EXPECT_THAT(clean->bytes, Not(HasSubstr("secret")));
  EXPECT_THAT(clean->bytes, Not(HasSubstr("thumbnail")));
  EXPECT_THAT(clean->bytes, HasSubstr(picture + "\xFF\xD9"));
}

TEST(Image, KeepsHowAPhotographIsTurned) {
  const std::string exif(
      "Exif\0\0II*\0\x08\0\0\0\x02\0"
      "\x0F\x01\x02\0\x06\0\0\0secr"
      "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"
      "\0\0\0\0secret",
      50);
  const auto clean =
      without_metadata("\xFF\xD8" + segment('\xE1', exif) + segment('\xDA', "s") + "d\xFF\xD9");
  ASSERT_TRUE(clean.has_value());
  EXPECT_THAT(clean->bytes, Not(HasSubstr("secr")));
  EXPECT_THAT(clean->bytes, HasSubstr(std::string("\x01\x12\0\x03\0\0\0\x01\0\x06", 10)));
}

TEST(Image, KeepsOfAPngWhatMakesThePicture) {
  const std::string signature("\x89PNG\r\n\x1A\n", 8);
  const auto kept = chunk("IHDR", "head") + chunk("IDAT", "data");
  const auto clean = without_metadata(signature + chunk("IHDR", "head") +
                                      chunk("tEXt", "Author secret") + chunk("eXIf", "secret") +
                                      chunk("IDAT", "data") + chunk("IEND", "") + "secret");
  ASSERT_TRUE(clean.has_value());
  EXPECT_EQ(clean->bytes, signature + kept + chunk("IEND", ""));
}

TEST(Image, KeepsOfAWebpWhatMakesThePicture) {
  const auto clean =
      without_metadata("RIFF----WEBP" + riff("VP8X", "\x2C-------x") + riff("ICCP", "secret") +
                       riff("VP8 ", "data") + riff("EXIF", "secret") + riff("XMP ", "secret"));
  ASSERT_TRUE(clean.has_value());
  EXPECT_THAT(clean->bytes, StartsWith("RIFF"));
  EXPECT_THAT(clean->bytes, Not(HasSubstr("secret")));
  EXPECT_THAT(clean->bytes, HasSubstr(std::string("VP8X\x09\0\0\0\0-------x", 17)));
}

TEST(Image, KeepsOfAGifWhatMakesThePicture) {
  const std::string head("GIF89a\x01\0\x01\0\0\0\0", 13);
  const std::string frame("\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02xx\0", 15);
  const auto clean =
      without_metadata(head + std::string("\x21\xFE\x06secret\0", 10) + frame +
                       std::string("\x21\xFF\x0BXMP DataXMP\x06secret\0", 22) + ";secret");
  ASSERT_TRUE(clean.has_value());
  EXPECT_EQ(clean->bytes, head + frame + ";");
}

TEST(Image, RefusesWhatItDoesNotKnow) {
  for (const std::string bytes :
       {"<svg onload=\"x\"/>", "BM123", "", "RIFF", "\xFF\xD8\xFF", "GIF89a"}) {
    const auto clean = without_metadata(bytes);
    EXPECT_FALSE(clean.has_value() && clean->bytes.find("svg") != std::string::npos) << bytes;
  }
  EXPECT_FALSE(without_metadata("<svg/>").has_value());
  EXPECT_FALSE(without_metadata(std::string("\x89PNG\r\n\x1A\n\0\0\xFF\xFFIDAT", 16)).has_value());
  EXPECT_FALSE(without_metadata("\xFF\xD8\xFF\xE1\xFF\xFF").has_value());
}

}  // namespace
}  // namespace tote::host::publish
