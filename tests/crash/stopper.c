// SPDX-License-Identifier: GPL-2.0-or-later
// Preloaded into tote by the crash tests: counts the calls that change the disk, over all processes
// that share TOTE_STOPPER_COUNT (a file of 16 bytes), and from call number TOTE_STOPPER_AT on
// either kills the whole process group or lets every such call fail as on a full disk
// (TOTE_STOPPER_MODE=kill or full). Before it is killed, a write is done by half: a disk keeps what
// it has. The second 8 bytes of the file tell how many calls there were before the parts of an
// index began to be merged. TOTE_STOPPER_CLOCK: by how many seconds the clock of the day is ahead.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static uint64_t* count;  // two: all calls, and those before the merge
static uint64_t stop_at;
static int is_full;
static time_t seconds_ahead;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void start(void) {
  const char* ahead = getenv("TOTE_STOPPER_CLOCK");
  if (ahead != NULL)
    seconds_ahead = strtoll(ahead, NULL, 10);
  const char* path = getenv("TOTE_STOPPER_COUNT");
  const char* at = getenv("TOTE_STOPPER_AT");
  const char* mode = getenv("TOTE_STOPPER_MODE");
  if (path == NULL || at == NULL)
    return;
  stop_at = strtoull(at, NULL, 10);
  is_full = mode != NULL && strcmp(mode, "full") == 0;
  int file = REAL(open)(path, O_RDWR | O_CLOEXEC);
  if (file < 0)
    return;
  void* shared = mmap(NULL, 2 * sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (shared != MAP_FAILED)
    count = shared;
}

// Whether this call is the one to stop at, or a later one.
static int is_stopped(void) {
  return count != NULL && __atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST) >= stop_at && stop_at != 0;
}

static void die(void) {
  kill(0, SIGKILL);
  for (;;)
    pause();
}

// Fails as a full disk does, or ends everything. `value` is what the caller returns.
static int refuse(void) {
  if (!is_full)
    die();
  errno = ENOSPC;
  return -1;
}

static int is_file(int fd) {
  struct stat info;
  return fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
}

ssize_t write(int fd, const void* bytes, size_t size) {
  if (!is_file(fd) || !is_stopped())
    return REAL(write)(fd, bytes, size);
  if (!is_full)
    (void)!REAL(write)(fd, bytes, size / 2);
  return refuse();
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
  if (!is_stopped())
    return REAL(pwrite)(fd, bytes, size, at);
  if (!is_full)
    (void)!REAL(pwrite)(fd, bytes, size / 2, at);
  return refuse();
}

ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
  if (!is_stopped())
    return REAL(pwrite64)(fd, bytes, size, at);
  if (!is_full)
    (void)!REAL(pwrite64)(fd, bytes, size / 2, at);
  return refuse();
}

#define CHANGES(result, name, parameters, arguments)       \
  result name parameters {                                 \
    return is_stopped() ? refuse() : REAL(name) arguments; \
  }

CHANGES(int, fsync, (int fd), (fd))
CHANGES(int, fdatasync, (int fd), (fd))
CHANGES(int, rename, (const char* from, const char* to), (from, to))
CHANGES(int, ftruncate, (int fd, off_t size), (fd, size))
CHANGES(int, ftruncate64, (int fd, off64_t size), (fd, size))

int mkdir(const char* path, mode_t mode) {
  if (is_stopped())
    return refuse();
  const char* name = strrchr(path, '/');
  if (count != NULL && name != NULL && strcmp(name, "/merged") == 0)
    __atomic_store_n(count + 1, __atomic_load_n(count, __ATOMIC_SEQ_CST), __ATOMIC_SEQ_CST);
  return REAL(mkdir)(path, mode);
}

// A full disk still lets one remove files.
#define REMOVES(name, parameters, arguments) \
  int name parameters {                      \
    if (is_stopped() && !is_full)            \
      die();                                 \
    return REAL(name) arguments;             \
  }

REMOVES(unlink, (const char* path), (path))
REMOVES(rmdir, (const char* path), (path))
REMOVES(remove, (const char* path), (path))
REMOVES(unlinkat, (int folder, const char* path, int flags), (folder, path, flags))

#define OPENS(name)                                         \
  int name(const char* path, int flags, ...) {              \
    mode_t mode = 0;                                        \
    if ((flags & O_CREAT) != 0) {                           \
      va_list rest;                                         \
      va_start(rest, flags);                                \
      mode = va_arg(rest, mode_t);                          \
      va_end(rest);                                         \
    }                                                       \
    if ((flags & (O_CREAT | O_TRUNC)) != 0 && is_stopped()) \
      return refuse();                                      \
    return REAL(name)(path, flags, mode);                   \
  }

OPENS(open)
OPENS(open64)

int clock_gettime(clockid_t clock, struct timespec* now) {
  const int result = REAL(clock_gettime)(clock, now);
  if (result == 0 && clock == CLOCK_REALTIME)
    now->tv_sec += seconds_ahead;
  return result;
}

time_t time(time_t* now) {
  const time_t seconds = REAL(time)(NULL) + seconds_ahead;
  if (now != NULL)
    *now = seconds;
  return seconds;
}
