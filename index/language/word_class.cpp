// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/language/word_class.h"

#include <algorithm>
#include <unordered_map>

namespace tote::index::language {
namespace {

struct Group {
  WordClasses classes;
  std::string_view words;  ///< separated by single spaces
};

using W = WordClass;

constexpr WordClasses both(WordClass one, WordClass other) {
  return WordClasses().with(one).with(other);
}

constexpr Group groups[] = {
    {both(W::determiner, W::article), "a an the"},
    {both(W::determiner, W::back_reference), "his its their"},
    {both(W::determiner, W::back_reference).with(W::pronoun), "her this that these those"},
    {W::determiner, "my our your some another both all"},
    {W::denying_determiner, "no neither either any few little"},
    {W::quantifier, "each every many more most much other several such"},
    {both(W::pronoun, W::back_reference), "he she it they him them hers"},
    {both(W::pronoun, W::back_reference).with(W::reflexive), "himself herself itself themselves"},
    {W::pronoun,
     "you one ones mine ours theirs yours yourself someone somebody something anyone anybody "
     "anything everyone everybody everything nobody nothing none noone whoever whatever there here "
     "others"},
    {W::first_subject, "i we"},
    {W::first_object, "me us"},
    {both(W::reflexive, W::own_reflexive), "myself ourselves"},
    {W::preposition,
     "about above across after against along among around as at before behind below beside besides "
     "between beyond but by despite during except for from in inside into like near of off on onto "
     "out outside over past per regarding round since than through throughout to toward towards "
     "under unlike until till up upon via with within without"},
    {W::conjunction_and, "and &"},
    {W::conjunction_or, "or"},
    {W::conjunction_nor, "nor"},
    {W::conjunction_but, "but yet so"},
    {W::factive, "because since although though whereas while"},
    {W::temporal, "when whenever after once before until till where how as why"},
    {W::that, "that"},
    {W::relative, "who whom which whose"},
    {both(W::auxiliary, W::be), "am is are was were be been being 'm 're got gets get"},
    {both(W::auxiliary, W::have), "have has had having 've"},
    {both(W::auxiliary, W::verb_do), "do does did"},
    {both(W::modal, W::future), "will shall"},
    {both(W::modal, W::hypothesis), "would should could might may must can ought"},
    {W::modal, "'ll need dare 'd cannot wo ca sha"},
    {W::negation, "not n't never"},
    {both(W::adverb, W::filler),
     "actually already also always ever even just once often really so soon still then too very "
     "yet"},
    {W::idle,
     "actually already ever eventually exactly finally kindly originally personally really yet"},
    {W::adverb,
     "abroad again ahead ago aloud anyway apart away back certainly downstairs earlier early "
     "elsewhere eventually everywhere first finally forth forward gladly hence here home "
     "immediately indoors instead "
     "kindly last late later lately likewise meanwhile nearby now nowadays only outdoors outside "
     "overnight perchance recently regardless respectively right simply sometimes somewhere "
     "straightaway there therefore though thrice thus today together tomorrow tonight twice "
     "upstairs warmly well yesterday afterwards afterward besides both all indeed nonetheless "
     "nevertheless however moreover furthermore online aside anew somehow full-time part-time off "
     "on over out up down in around round along through much highly duly nicely far"},
    {W::hedge,
     "if unless whether lest perhaps maybe possibly probably presumably supposedly allegedly "
     "reportedly apparently seemingly likely suppose supposed supposing imagine imagined imagining "
     "pretend pretended pretending wish wished wishes hope hoped hopes hoping hopefully dream "
     "dreamed dreamt dreams doubt doubted doubts wonder wondered wonders guess guessed guesses "
     "think thought thinks believe believed believes assume assumed assumes suspect suspected "
     "suspects claim claimed claims deny denied denies rumour rumor rumours rumors expect expected "
     "expects assuming provided seems seemed seem case fear feared lied lying "
     "joked joking kidding fibbed bluffed"},
    {W::blocker,
     "almost nearly hardly barely scarcely rarely seldom half practically virtually partly "
     "partially merely longer supposedly allegedly reportedly apparently seemingly possibly "
     "probably presumably perhaps maybe likely falsely wrongly mistakenly erroneously "
     "incorrectly jokingly ironically sarcastically"},
    {W::fiction_noun,
     "dream dreams nightmare nightmares film films movie movies novel story stories chapter "
     "chapters episode episodes universe fantasy game scene pages"},
    {W::time_noun,
     "day days week weeks month months year years morning mornings afternoon afternoons evening "
     "evenings night nights noon midnight weekend weekends spring summer autumn fall winter time "
     "times hour hours minute minutes decade decades monday tuesday wednesday thursday friday "
     "saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays january "
     "february march april may june july august september october november december christmas "
     "easter lunchtime yesterday today tonight"},
    {W::time_determiner,
     "last this next that same other every the one a an two three four five six seven eight nine "
     "ten few several some each these all early late many past"},
    {W::person_noun,
     "friend friends cousin sister brother mother father mum mom dad aunt uncle niece nephew son "
     "daughter wife husband partner colleague neighbour neighbor boss teacher librarian bookseller "
     "editor author writer poet novelist blogger critic reviewer translator doctor landlord "
     "roommate flatmate grandmother grandfather gran grandma grandpa mentor student tenant barber "
     "classmate girlfriend boyfriend pal buddy mate acquaintance reader"},
    {W::reporting,
     "said says told mentioned wrote knew knows know remembered remember remembers noted explained "
     "added realised realized learned learnt recalled recall confirmed reminded noticed found "
     "discovered forgot admitted pointed"},
    {W::saying, "said says"},
    {W::predeterminer, "only just even also both exactly precisely especially mainly"},
    {W::particle,
     "de del della di da do dos das du la le les van von vom der den ter ten bin ibn al el y zu af "
     "av of the"},
    {W::honorific,
     "mr mrs ms miss dr prof professor sir dame lady lord st saint aunt uncle auntie father mother "
     "brother sister captain rev reverend madame herr frau cousin grandma grandpa granny"},
    {W::common_name,
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
     "tea letter letters email mail news home work school library god doctor lord kudos "
     "props credit hat"},
    {W::other_function,
     "again away back down else everybody everyone everything here how if nobody none nothing s "
     "there unless what whether why you"},
    {W::letter_noun,
     "letter letters note notes line lines message messages email emails mail postcard postcards "
     "card word words text texts reply"},
};

using Table = std::unordered_map<std::string_view, WordClasses>;

const Table& table() {
  static const Table built = [] {
    Table classes;
    for (const Group& group : groups) {
      std::string_view rest = group.words;
      while (!rest.empty()) {
        const std::size_t space = std::min(rest.find(' '), rest.size());
        WordClasses& all = classes[rest.substr(0, space)];
        all = all.with(group.classes);
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
  if (found != table().end())
    return found->second;
  return word.size() > 4 && word.ends_with("ly") && !is_name_in_ly(word) ? WordClass::adverb
                                                                         : WordClass::none;
}

}  // namespace tote::index::language
