// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/extract/word_class.h"

#include <string>
#include <unordered_map>

#include "index/language/words.h"

namespace tote::index::extract {
namespace {

struct Group {
  WordClass word_class;
  std::string_view words;  ///< separated by single spaces
};

constexpr Group groups[] = {
    {WordClass::determiner,
     "a an the my our his her their its your this that these those some another both all"},
    {WordClass::denying_determiner, "no neither either any few little"},
    {WordClass::pronoun,
     "he she it they you him her them this that these those one ones mine ours hers theirs yours "
     "himself herself itself themselves yourself someone somebody something anyone anybody "
     "anything everyone everybody everything nobody nothing none noone whoever whatever there here "
     "others"},
    {WordClass::first_subject, "i we"},
    {WordClass::first_object, "me us"},
    {WordClass::reflexive, "myself ourselves himself herself itself themselves"},
    {WordClass::preposition,
     "about above across after against along among around as at before behind below beside besides "
     "between beyond but by despite during except for from in inside into like near of off on onto "
     "out outside over past per regarding round since than through throughout to toward towards "
     "under unlike until till up upon via with within without"},
    {WordClass::conjunction_and, "and &"},
    {WordClass::conjunction_or, "or"},
    {WordClass::conjunction_nor, "nor"},
    {WordClass::conjunction_but, "but yet so"},
    {WordClass::factive, "because since although though whereas while"},
    {WordClass::temporal, "when whenever after once before until till where how as why"},
    {WordClass::that, "that"},
    {WordClass::relative, "who whom which whose"},
    {WordClass::auxiliary,
     "am is are was were be been being 'm 're have has had having 've do does did got gets get"},
    {WordClass::modal,
     "will shall 'll would should could might may must can ought need dare 'd cannot wo ca sha"},
    {WordClass::negation, "not n't never"},
    {WordClass::adverb,
     "abroad actually again ago aloud already also always anyway apart back certainly downstairs "
     "earlier early elsewhere even eventually ever everywhere first finally gladly hence here home "
     "immediately indoors instead just kindly last late later lately likewise meanwhile nearby now "
     "nowadays often once only outdoors outside overnight perchance recently really regardless "
     "respectively right simply sometimes somewhere soon still straightaway then there therefore "
     "though thrice thus today together tomorrow tonight too twice upstairs warmly well yesterday "
     "afterwards afterward besides so that's both all indeed nonetheless nevertheless however "
     "moreover furthermore online aside anew somehow full-time part-time off on over out up down "
     "in around round along through yet very much highly duly nicely far"},
    {WordClass::hedge,
     "if unless whether lest perhaps maybe possibly probably presumably supposedly allegedly "
     "reportedly apparently seemingly likely suppose supposed supposing imagine imagined imagining "
     "pretend pretended pretending wish wished wishes hope hoped hopes hoping hopefully dream "
     "dreamed dreamt dreams doubt doubted doubts wonder wondered wonders guess guessed guesses "
     "think thought thinks believe believed believes assume assumed assumes suspect suspected "
     "suspects claim claimed claims deny denied denies rumour rumor rumours rumors expect expected "
     "expects assuming provided seems seemed seem case fear feared"},
    {WordClass::blocker,
     "almost nearly hardly barely scarcely rarely seldom half practically virtually partly "
     "partially merely longer supposedly allegedly reportedly apparently seemingly possibly "
     "probably presumably perhaps maybe likely falsely jokingly ironically sarcastically"},
    {WordClass::time_noun,
     "day days week weeks month months year years morning mornings afternoon afternoons evening "
     "evenings night nights noon midnight weekend weekends spring summer autumn fall winter time "
     "times hour hours minute minutes decade decades monday tuesday wednesday thursday friday "
     "saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays january "
     "february march april may june july august september october november december christmas "
     "easter lunchtime yesterday today tonight"},
    {WordClass::time_determiner,
     "last this next that same other every the one a an two three four five six seven eight nine "
     "ten few several some each these all early late many past"},
    {WordClass::person_noun,
     "friend friends cousin sister brother mother father mum mom dad aunt uncle niece nephew son "
     "daughter wife husband partner colleague neighbour neighbor boss teacher librarian bookseller "
     "editor author writer poet novelist blogger critic reviewer translator doctor landlord "
     "roommate flatmate grandmother grandfather gran grandma grandpa mentor student tenant barber "
     "classmate girlfriend boyfriend pal buddy mate acquaintance reader"},
    {WordClass::reporting,
     "said says told mentioned wrote knew knows know remembered remember remembers noted explained "
     "added realised realized learned learnt recalled recall confirmed reminded noticed found "
     "discovered forgot admitted pointed"},
    {WordClass::saying, "said says"},
    {WordClass::predeterminer, "only just even also both exactly precisely especially mainly"},
    {WordClass::particle,
     "de del della di da do dos das du la le les van von vom der den ter ten bin ibn al el y zu af "
     "av of the"},
    {WordClass::honorific,
     "mr mrs ms miss dr prof professor sir dame lady lord st saint aunt uncle auntie father mother "
     "brother sister captain rev reverend madame herr frau cousin grandma grandpa granny"},
    {WordClass::common_name,
     "it grace will may mark rose hope faith joy dawn june april august summer autumn winter ivy "
     "lily daisy bill rob drew art frank pat sue nick chase grant hunter dean miles ray rich don "
     "gene penny ruby pearl amber crystal holly heather jasmine olive poppy violet iris robin jay "
     "wren star sky river brook cliff glen heath forest stone wood page reed carol christian jack "
     "bob jean chuck harry max victor earnest ernest angel destiny harmony honor justice mercy "
     "patience prudence temperance verity charity felicity constance sunny sandy rocky rusty dusty "
     "woody buddy buck duke earl king prince baron bishop pope knight baker cook carpenter mason "
     "taylor miller smith porter potter shepherd fisher gardener butler parker turner walker "
     "weaver wells banks fields hill hills lake marsh moss rivers waters woods bush rain snow "
     "frost "
     "storm gale day knight noon sol luna emerald jade coral opal sapphire ginger basil sage "
     "rosemary clover fern hazel laurel myrtle linden rowan ash elm birch cherry peaches candy "
     "cookie honey sugar peace love trinity eden genesis paris london sydney chelsea brooklyn "
     "austin dallas houston jordan israel china india america georgia virginia carolina dakota "
     "montana friend friends people critics readers everyone somebody someone nobody mother father "
     "mum mom dad grandma grandpa books book note notes thanks thank coffee lunch dinner breakfast "
     "tea letter letters email mail news home work school library god doctor lord"},
    {WordClass::letter_noun,
     "letter letters note notes line lines message messages email emails mail postcard postcards "
     "card word words text texts reply"},
};

using Table = std::unordered_map<std::string_view, std::uint32_t>;

const Table& table() {
  static const Table built = [] {
    Table classes;
    for (const Group& group : groups) {
      std::string_view rest = group.words;
      while (!rest.empty()) {
        const std::size_t space = std::min(rest.find(' '), rest.size());
        classes[rest.substr(0, space)] |= static_cast<std::uint32_t>(group.word_class);
        rest.remove_prefix(std::min(space + 1, rest.size()));
      }
    }
    return classes;
  }();
  return built;
}

/// Names that end like adverbs.
bool is_name_in_ly(std::string_view word) {
  constexpr std::string_view names[] = {"beverly", "billy",  "carly",  "emily",    "everly",
                                        "italy",   "kelly",  "kelley", "kimberly", "milly",
                                        "molly",   "nelly",  "polly",  "sally",    "shelly",
                                        "willy",   "family", "reply",  "supply",   "july"};
  for (const std::string_view name : names)
    if (word == name)
      return true;
  return false;
}

}  // namespace

WordClasses classes_of(std::string_view word) {
  const auto found = table().find(word);
  std::uint32_t bits = found == table().end() ? 0U : found->second;
  if (bits == 0 && word.size() > 4 && word.ends_with("ly") && !is_name_in_ly(word))
    bits = static_cast<std::uint32_t>(WordClass::adverb);
  return WordClasses(bits);
}

}  // namespace tote::index::extract
