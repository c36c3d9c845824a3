// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever happens in the middle of an operation: afterwards the vault is as it was before or as it
// was to be, and nothing in between.
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "tests/notes/edit/stopping_file_system.h"
#include "tests/notes/edit/vault_fixture.h"

namespace tote::notes {
namespace {

using Fault = StoppingFileSystem::Fault;
using Tree = std::map<std::string, std::string>;

class EditorCrash : public EditorTest {
 protected:
  void SetUp() override {
    write("a.md", "one one\n");
    write("b.md", "two\n");
    write("c/c.md", "three\n");
    write("p.png", std::string("\0png", 4));
    write("gone.md", "four\n");
    before_ = tree();
    ASSERT_TRUE(editor().apply(changes()));
    after_ = tree();
    ASSERT_TRUE(editor().undo());
    ASSERT_EQ(tree(), before_);
    ASSERT_NE(before_, after_);
  }

  [[nodiscard]] ChangeSet changes() const {
    FileChange move = change("b.md", "two", "2 2 2");
    move.new_path = "new/folder/b.md";
    FileChange picture;
    picture.path = "p.png";
    picture.base = hash_of(read("p.png"));
    picture.new_path = "new/p.png";
    FileChange removal = change("gone.md", "four", "four");
    removal.is_removal = true;
    return {"everything",
            {change("a.md", "one", "1"), move, change("c/c.md", "three", ""), picture,
             new_file("new/n.md", "new\n"), removal}};
  }

  /// How many calls an operation makes.
  template <class Act>
  [[nodiscard]] std::size_t count_calls(Act act) {
    StoppingFileSystem counting(Fault::none, 0);
    Editor editor(root(), state(), counting);
    EXPECT_TRUE(act(editor));
    return counting.calls();
  }

  /// The next start: finishes or takes back, and leaves nothing of its own behind.
  void recover(const char* when, std::size_t call) {
    const auto recovered = editor().recover();
    ASSERT_TRUE(recovered) << to_string(recovered.error());
    const Tree now = tree();
    EXPECT_TRUE(now == before_ || now == after_) << when << " stopped at call " << call;
    EXPECT_FALSE(RecordStore(state(), *disk_).has_unfinished());
  }

  /// Back to the start of the next round.
  void reset() {
    if (tree() == after_) {
      ASSERT_TRUE(editor().undo());
    }
    ASSERT_EQ(tree(), before_);
  }

  Tree before_;
  Tree after_;
};

TEST_F(EditorCrash, LeavesAllOrNothingWhereverItStops) {
  const auto apply = [&](Editor& editor) { return editor.apply(changes()).has_value(); };
  const auto calls = count_calls(apply);
  ASSERT_GT(calls, 20U);
  reset();
  for (const Fault fault : {Fault::for_good, Fault::torn}) {
    for (std::size_t call = 1; call <= calls; ++call) {
      StoppingFileSystem stopping(fault, call);
      EXPECT_FALSE(Editor(root(), state(), stopping).apply(changes()));
      recover("apply", call);
      reset();
    }
  }
}

TEST_F(EditorCrash, TakesBackWhatItDidWhenOneCallFails) {
  const auto calls =
      count_calls([&](Editor& editor) { return editor.apply(changes()).has_value(); });
  reset();
  for (std::size_t call = 1; call <= calls; ++call) {
    StoppingFileSystem failing(Fault::once, call);
    const auto done = Editor(root(), state(), failing).apply(changes());
    if (!done && !RecordStore(state(), *disk_).has_unfinished()) {
      EXPECT_TRUE(tree() == before_ || tree() == after_) << "failed at call " << call;
    }
    recover("a failing apply", call);
    reset();
  }
}

TEST_F(EditorCrash, RecoveryMayStopAsWell) {
  for (std::size_t first = 1;; ++first) {
    StoppingFileSystem stopping(Fault::for_good, first);
    if (Editor(root(), state(), stopping).apply(changes()))
      break;
    for (std::size_t call = 1; call < 4; ++call) {
      StoppingFileSystem again(Fault::for_good, call);
      (void)Editor(root(), state(), again).recover();
    }
    recover("recovery", first);
    reset();
  }
  reset();
}

TEST_F(EditorCrash, UndoIsAllOrNothingToo) {
  ASSERT_TRUE(editor().apply(changes()));
  const auto calls = count_calls([](Editor& editor) { return editor.undo().has_value(); });
  for (std::size_t call = 1; call <= calls; ++call) {
    ASSERT_EQ(tree(), before_);
    ASSERT_TRUE(editor().apply(changes()));
    StoppingFileSystem stopping(Fault::torn, call);
    EXPECT_FALSE(Editor(root(), state(), stopping).undo());
    recover("undo", call);
    reset();
  }
}

TEST_F(EditorCrash, KeepsWhatSomebodyElseWroteAfterTheCrash) {
  bool was_half_done = false;
  for (std::size_t call = 1;; ++call) {
    StoppingFileSystem stopping(Fault::for_good, call);
    const bool is_done = Editor(root(), state(), stopping).apply(changes()).has_value();
    if (is_done)
      break;
    const bool is_half_done = tree() != before_ && RecordStore(state(), *disk_).has_unfinished();
    write("c/c.md", "mine\n");
    ASSERT_TRUE(editor().recover());
    EXPECT_EQ(read("c/c.md"), "mine\n");
    if (is_half_done) {
      was_half_done = true;
      write("c/c.md", "three\n");
      EXPECT_EQ(tree(), before_) << "stopped at call " << call;
    }
    write("c/c.md", tree().count("gone.md") != 0 ? "three\n" : "\n");
    reset();
  }
  EXPECT_TRUE(was_half_done);
  reset();
}

TEST_F(EditorCrash, SurvivesBeingKilledAtEveryCall) {
  const auto calls =
      count_calls([&](Editor& editor) { return editor.apply(changes()).has_value(); });
  reset();
  for (std::size_t call = 1; call <= calls; ++call) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      StoppingFileSystem killing(Fault::killed, call);
      (void)Editor(root(), state(), killing).apply(changes());
      ::_exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "call " << call;
    recover("a killed process", call);
    reset();
  }
}

}  // namespace
}  // namespace tote::notes
