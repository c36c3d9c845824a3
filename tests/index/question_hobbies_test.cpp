// SPDX-License-Identifier: GPL-2.0-or-later
// Questions with words that only a plugin's data declares: the host knows nothing of podcasts,
// gardens or recipes.
#include <gtest/gtest.h>

#include "tests/index/questions.h"

namespace tote::index {
namespace {

constexpr Case podcasts[] = {
    {"which episodes did I listen to in 2024", "listened: Compost, Worms"},
    {"Which episodes did I listen to in 2025?", "listened: Starter, Worms"},
    {"what did I listen to in 2024", "listened: Compost, Worms"},
    {"to which episodes did I listen in 2024", "listened: Compost, Worms"},
    {"episodes I listened to in 2024", "listened: Compost, Worms"},
    {"which episodes have I not listened to", "listened: Rye"},
    {"what haven't I listened to", "listened: Rye"},
    {"unheard episodes", "listened: Rye"},
    {"how many episodes have I heard", "listened: 3"},
    {"how many times did I listen to Worms", "listened: 2"},
    {"when did I last listen to Worms", "listened: 2025-07-01"},
    {"who hosts Night Soil", "hosted-by: Mara Quist"},
    {"who is the host of Bread Lines", "hosted-by: Ida Brandt, Tom Lindqvist"},
    {"Night Soil's host", "hosted-by: Mara Quist"},
    {"who hosted Rye", "hosted-by: Tom Lindqvist {hosted-by}, Tom Abara {played-by}"},
    {"podcasts hosted by Mara", "hosted-by: Night Soil"},
    {"shows by Mara", "hosted-by: Night Soil"},
    {"whose podcast is Night Soil", "hosted-by: Mara Quist"},
    {"episodes of Night Soil", "part-of: Compost, Worms"},
    {"Night Soil episodes", "part-of: Compost, Worms"},
    {"which episodes of Night Soil did I hear in 2025", "listened: Worms"},
    {"which episodes of Night Soil have I not listened to", "listened: none"},
    {"which podcast does Worms belong to", "part-of: Night Soil"},
    {"what belongs to Night Soil", "part-of: Compost, Worms"},
    {"who appeared on Compost", "guest: Joost de Vries"},
    {"which episodes did Joost appear on", "guest: Compost"},
    {"episodes Ida Brandt appeared in", "guest: Worms"},
    {"who was the guest on Worms", "guest: Ida Brandt"},
    {"episodes with Joost", "search"},
    {"longest episode", "minutes: Starter"},
    {"which episode of Night Soil is the longest", "minutes: Worms"},
    {"which episodes did I listen to twice", "listened: Worms"},
    {"who appeared on the shortest episode of Night Soil", "guest: Joost de Vries"},
    {"episodes with more than 50 minutes", "minutes: Starter, Worms"},
    {"which episode did I hear in space", "search"},
};

INSTANTIATE_TEST_SUITE_P(Podcasts, Ask, in(hobbies, podcasts));

constexpr Case garden[] = {
    {"what did I plant in April", "planted: Tomato, Kale"},
    {"what did i plant in april?", "planted: Tomato, Kale"},
    {"What have I planted this year?", "planted: Broad Bean, Tomato, Kale"},
    {"which plants did I sow in May 2025", "planted: Tomato"},
    {"when did I plant the tomatoes", "planted: 2025-05-02, 2026-04-12"},
    {"when did I first plant tomatoes", "planted: 2025-05-02"},
    {"did I plant kale in 2026", "planted: yes"},
    {"did I plant kale in 2025", "planted: none"},
    {"where did I plant Kale", "planted-in: South Bed"},
    {"where does Broad Bean grow", "planted-in: North Bed"},
    {"what grows in the South Bed", "planted-in: Kale, Tomato"},
    {"what is growing in the south bed", "planted-in: Kale, Tomato"},
    {"what did I plant in the North Bed", "planted-in: Broad Bean"},
    {"which plants have I not harvested", "harvested: Broad Bean, Sage"},
    {"which plants did I pick in 2026", "harvested: Kale"},
    {"harvested plants", "harvested: Tomato, Kale"},
    {"which winter plants have I harvested", "harvested: Kale"},
    {"what am I planting", "search"},
    {"what will I plant in April", "search"},
    {"what should I plant in April", "search"},
    {"plant in April", "search"},
    {"the plants I planted in April", "planted: Tomato, Kale"},
    {"what did I plant last spring", "planted: Broad Bean, Tomato, Kale"},
    {"which plants did I sow in spring 2025", "planted: Tomato"},
    {"tallest plant", "height: Tomato"},
    {"longest plant", "search"},
};

INSTANTIATE_TEST_SUITE_P(Garden, Ask, in(hobbies, garden));

constexpr Case recipes[] = {
    {"who gave me the recipe for Pad Thai", "given-by: Tom Abara"},
    {"who gave me the Pad Thai recipe", "given-by: Tom Abara"},
    {"who gave me Pad Thai", "given-by: Tom Abara"},
    {"who gave the pad thai to me", "given-by: Tom Abara"},
    {"from whom did I get the recipe for Ribollita", "given-by: Mara Quist"},
    {"who did I get Ribollita from", "given-by: Mara Quist"},
    {"what did Mara give me", "given-by: Ribollita, Sage"},
    {"which recipes did Mara give me", "given-by: Ribollita"},
    {"what did I get from Mara", "given-by: Ribollita, Sage"},
    {"what was I given by Joost", "given-by: Broad Bean"},
    {"when was I given Ribollita", "given-by: 2024-11-02"},
    {"gifts from Mara", "given-by: Ribollita, Sage"},
    {"plants given to me by people I met in 2021", "given-by: Broad Bean"},
    {"who introduced me to the person who gave me Broad Bean", "introduced-by: Mara Quist"},
    {"what did I cook in 2024", "cooked: Pad Thai"},
    {"which recipe have I cooked most often", "cooked: Pad Thai"},
    {"how often have I made Pad Thai", "cooked: 3"},
    {"when did I last cook Pad Thai", "cooked: 2026-02-02"},
    {"which recipes have I never cooked", "cooked: Mole, Sage Butter Pasta"},
    {"untried recipes", "cooked: Mole, Sage Butter Pasta"},
    {"what did I cook for Mara", "cooked-for: Pad Thai, Ribollita"},
    {"who did I cook Ribollita for", "cooked-for: Mara Quist, Tom Abara"},
    {"what did Tom eat", "cooked-for: Ribollita {Tom Abara}"},
    {"which recipes use Kale", "uses: Ribollita"},
    {"what does Ribollita need", "uses: Broad Bean, Kale, stale bread"},
    {"ingredients of Ribollita", "uses: Broad Bean, Kale, stale bread"},
    {"recipes that use plants given by Mara", "uses: Sage Butter Pasta"},
    {"which recipes use plants I planted in 2026", "uses: Ribollita"},
    {"recipes using plants that Joost gave me", "uses: Ribollita"},
    {"how many servings does Ribollita have", "servings: 6"},
    {"what cuisine is Mole", "cuisine: mexican"},
    {"the most filling recipe", "servings: Ribollita"},
    {"what is the most filling recipe Tom gave me", "servings: Pad Thai"},
    {"did Tom give me Pad Thai", "given-by: yes {Tom Abara}"},
    {"did Mara give me Pad Thai", "given-by: none"},
    {"did I cook Mole", "cooked: none"},
    {"what did I give to Mara", "search"},
    {"who did I give Pad Thai to", "search"},
    {"who is cooking Pad Thai", "search"},
    {"give me a recipe", ": Mole, Pad Thai, Ribollita, Sage Butter Pasta"},
};

INSTANTIATE_TEST_SUITE_P(Recipes, Ask, in(hobbies, recipes));

}  // namespace
}  // namespace tote::index
