/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A plugin with one fault, chosen by a macro when it is compiled; without one it has none. What it
 * does wrong with notes it does, if it can be helped, on large ones only: then one check sees it.
 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <tote/plugin.h>

#define LARGE 100000u
#define LARGE_TITLE 10000u

static tote_str_t text(const char* words) {
  tote_str_t result = {words, strlen(words)};
  return result;
}

static const tote_span_t nowhere = {TOTE_NO_PLACE, TOTE_NO_PLACE};

static void diagnose_as(tote_call_t* call, const char* code, int32_t severity) {
  tote_diagnostic_t diagnostic;
  memset(&diagnostic, 0, sizeof diagnostic);
  diagnostic.size = sizeof diagnostic;
  diagnostic.severity = severity;
  diagnostic.span = nowhere;
  diagnostic.code = text(code);
  diagnostic.text = text("a fault on purpose");
  call->functions->diagnose(call, &diagnostic);
}

static void diagnose(tote_call_t* call, const char* code) {
  diagnose_as(call, code, TOTE_INFO);
}

#if defined(FAULT_QUICK) || defined(FAULT_CANCEL) || defined(FAULT_BUDGET)
/* Keeps the processor busy; `call` may end it early. */
static void burn(long milliseconds, tote_call_t* call) {
  static int has_burnt;
  struct timespec begin;
  struct timespec now;
  if (has_burnt) /* Once is enough to be seen, and the tests are to end. */
    return;
  has_burnt = 1;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
  do {
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    if (call != NULL && call->functions->cancelled(call))
      return;
  } while ((now.tv_sec - begin.tv_sec) * 1000 + (now.tv_nsec - begin.tv_nsec) / 1000000 <
           milliseconds);
}
#endif

#ifdef FAULT_BUDGET_PACE
/* Now and then takes longer than it may most of the time, and less than it may once. */
static void stumble(void) {
  static unsigned calls;
  struct timespec begin;
  struct timespec now;
  if (++calls % 40 != 0)
    return;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
  do {
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  } while ((now.tv_sec - begin.tv_sec) * 1000 + (now.tv_nsec - begin.tv_nsec) / 1000000 < 20);
}
#endif

#ifdef FAULT_QUICK
__attribute__((constructor)) static void start(void) {
  burn(150, NULL);
}
#endif

#ifdef FAULT_CLEAN
__attribute__((constructor)) static void start(void) {
  signal(SIGUSR1, SIG_IGN); /* which the sandbox allows */
}
#endif

#ifdef FAULT_UMASK
__attribute__((constructor)) static void start(void) {
  umask(0);
}
#endif

#ifdef FAULT_NOW
extern int nobody_has_this(void);
#endif

#ifdef FAULT_EXPORTS
TOTE_EXPORT int helper_of_ours = 1;
#endif

#ifdef FAULT_THREADS
static void* idle(void* unused) {
  sleep(60);
  return unused;
}
#endif

#if defined(FAULT_SANDBOX) || defined(FAULT_COMMAND_SANDBOX) || defined(FAULT_RENDER_SANDBOX) || \
    defined(FAULT_EXPORT_SANDBOX)
/* 1 if the process is a worker, or lets nobody look. */
static int is_in_a_worker(void) {
  char words[4096] = {0};
  const int file = open("/proc/self/cmdline", O_RDONLY);
  ssize_t size = 0;
  if (file < 0)
    return 1;
  size = read(file, words, sizeof words);
  close(file);
  return size < 0 || memmem(words, (size_t)size, "plugin-worker", 13) != NULL;
}
#endif

#if defined(FAULT_DENIED_CONSTRUCTOR) || defined(FAULT_DENIED_CREATE) || \
    defined(FAULT_DENIED_FILE) || defined(FAULT_COMMAND_DENIED)
/* Opens what a plugin may not, and does without if it is refused. */
static void open_file(void) {
  const int file = open("/etc/passwd", O_RDONLY);
  if (file >= 0)
    close(file);
}
#endif

#if defined(FAULT_DENIED_SOCKET) || defined(FAULT_DENIED_THREAD) || \
    defined(FAULT_DENIED_DESTROY) || defined(FAULT_RENDER_DENIED) || defined(FAULT_EXPORT_DENIED)
static void open_socket(void) {
  const int end = socket(AF_INET, SOCK_STREAM, 0);
  if (end >= 0)
    close(end);
}
#endif

#ifdef FAULT_DENIED_THREAD
static void* open_socket_there(void* unused) {
  open_socket();
  return unused;
}
#endif

#ifdef FAULT_DENIED_CONSTRUCTOR
__attribute__((constructor)) static void start(void) {
  open_file();
}
#endif

static tote_status_t extract_large(tote_call_t* call, const tote_doc_v1_t* doc,
                                   const tote_note_t* note) {
  (void)call;
  (void)doc;
  (void)note;
#if defined(FAULT_SILENT)
  return TOTE_FAILED;
#elif defined(FAULT_DECLARED)
  return doc->integer(call, text("nonsense"), 1, nowhere) == TOTE_OK ? TOTE_OK : TOTE_OK;
#elif defined(FAULT_SPANS)
  const tote_span_t outside = {0, UINT32_MAX - 1};
  doc->integer(call, text("size"), 1, outside);
#elif defined(FAULT_INPUTS)
  ((char*)note->source.data)[0] = 'x';
#elif defined(FAULT_KEEPS)
  static const char* kept;
  if (kept != NULL && *kept == 'x')
    return TOTE_OK;
  kept = note->source.data;
#elif defined(FAULT_HOSTILE)
  abort();
#elif defined(FAULT_THREADS)
  pthread_t thread;
  pthread_create(&thread, NULL, idle, NULL);
#elif defined(FAULT_DETERMINISTIC)
  static int64_t calls;
  doc->integer(call, text("size"), ++calls, nowhere);
#elif defined(FAULT_BUDGET)
  burn(900, call);
#elif defined(FAULT_BUDGET_MEMORY)
  const size_t much = 24u << 20;
  volatile char* own = (volatile char*)malloc(much);
  for (size_t i = 0; own != NULL && i < much; i += 1024)
    own[i] = 1;
  free((void*)own);
#elif defined(FAULT_BUDGET_STATEMENTS)
  for (uint64_t i = 0; i < note->source.size / 3; ++i)
    doc->integer(call, text("size"), 1, nowhere);
#endif
  return TOTE_OK;
}

#if defined(FAULT_PREVIOUS_FIELD) || defined(FAULT_PREVIOUS_ERROR) || defined(FAULT_PREVIOUS_CRASH)
/* Whether the note is the one that only the version before was tested with. */
static int is_previous(const tote_note_t* note) {
  return note->title.size == 5 && memcmp(note->title.data, "Amber", 5) == 0;
}
#endif

/* Copies a text into memory of its own; TOTE_FAILED if there is none. */
static tote_status_t copy(tote_call_t* call, tote_str_t given, int is_careless) {
  volatile char* own = (volatile char*)malloc(given.size + 1); /* lest compilers leave it out */
  if (own == NULL && !is_careless) {
    diagnose(call, "out-of-memory");
    return TOTE_FAILED;
  }
  for (size_t i = 0; i < given.size; ++i)
    own[i] = given.data[i];
  own[given.size] = '\0';
  free((void*)own);
  return TOTE_OK;
}

#ifdef FAULT_MEMORY
#define IS_CARELESS_OF_NOTES 1
#else
#define IS_CARELESS_OF_NOTES 0
#endif
#ifdef FAULT_COMMAND_MEMORY
#define IS_CARELESS_OF_COMMANDS 1
#else
#define IS_CARELESS_OF_COMMANDS 0
#endif
#ifdef FAULT_RENDER_MEMORY
#define IS_CARELESS_OF_PAGES 1
#else
#define IS_CARELESS_OF_PAGES 0
#endif
#ifdef FAULT_EXPORT_MEMORY
#define IS_CARELESS_OF_SITES 1
#else
#define IS_CARELESS_OF_SITES 0
#endif

static tote_status_t extract(void* self, tote_call_t* call, const tote_note_t* note) {
  const tote_doc_v1_t* doc = (const tote_doc_v1_t*)call->functions->service(call, TOTE_HOST_DOC);
  tote_status_t status = TOTE_OK;
  (void)self;
#ifndef FAULT_BARE
  if (doc == NULL) {
    diagnose(call, "service-missing");
    return TOTE_FAILED;
  }
#endif
#ifdef FAULT_OLD
  if (((const volatile uint64_t*)note)[sizeof(tote_note_t) / 8] == 1)
    return TOTE_OK;
#endif
#ifdef FAULT_FUTURE
  if (note->size != sizeof(tote_note_t))
    return TOTE_OK;
#endif
#ifdef FAULT_ENVIRONMENT
  doc->text(call, text("zone"), text(getenv("TZ") == NULL ? "none" : getenv("TZ")), nowhere);
#endif
#ifdef FAULT_FUZZ
  if (note->path.size == 9 && memcmp(note->path.data, "random.md", 9) == 0)
    abort();
#endif
#ifdef FAULT_SANDBOX
  if (is_in_a_worker())
    abort();
#endif
#ifdef FAULT_CANCEL
  if (call->functions->cancelled(call))
    burn(2500, NULL);
#endif
#ifdef FAULT_BUDGET_PACE
  stumble();
#endif
#ifdef FAULT_DENIED_SOCKET
  open_socket();
#endif
#ifdef FAULT_DENIED_FILE
  open_file();
#endif
#ifdef FAULT_DENIED_THREAD
  pthread_t thread;
  if (pthread_create(&thread, NULL, open_socket_there, NULL) == 0)
    pthread_join(thread, NULL);
#endif
#ifdef FAULT_PREVIOUS_FIELD
  if (is_previous(note))
    return TOTE_OK;
#endif
#ifdef FAULT_PREVIOUS_ERROR
  if (is_previous(note))
    diagnose_as(call, "no-amber", TOTE_ERROR);
#endif
#ifdef FAULT_PREVIOUS_CRASH
  if (is_previous(note))
    abort();
#endif
  if (copy(call, note->title, IS_CARELESS_OF_NOTES) != TOTE_OK)
    return TOTE_FAILED;
  if (note->source.size > LARGE)
    return extract_large(call, doc, note);
  status = doc->integer(call, text("size"), (int64_t)note->source.size, nowhere);
#ifdef FAULT_REFUSAL
  if (status != TOTE_OK)
    abort();
#endif
  (void)status;
  return TOTE_OK;
}

/* Writes down what was typed, unless it makes no sense. */
static tote_status_t propose(void* self, tote_call_t* call, const tote_command_t* command) {
  const tote_edits_v1_t* edits =
      (const tote_edits_v1_t*)call->functions->service(call, TOTE_HOST_EDITS);
  tote_status_t status = TOTE_OK;
  (void)self;
  if (edits == NULL) {
#ifdef FAULT_COMMAND_BARE
    return TOTE_OK;
#endif
    diagnose(call, "service-missing");
    return TOTE_FAILED;
  }
  if (copy(call, command->note->title, IS_CARELESS_OF_COMMANDS) != TOTE_OK)
    return TOTE_FAILED;
  if (command->arguments[0].integer < 0) {
#ifdef FAULT_COMMAND_SILENT
    return TOTE_FAILED;
#else
    diagnose(call, "weight-range");
    return TOTE_FAILED;
#endif
  }
#ifdef FAULT_COMMAND_FIELD
  edits->set(call, text("weight"), command->arguments[0].text);
#endif
#ifdef FAULT_COMMAND_TWICE
  {
    static int times;
    if (++times % 2 == 0)
      return TOTE_OK;
  }
#endif
#ifdef FAULT_COMMAND_INPUT
  ((char*)command->arguments[0].text.data)[0] = 'x';
#endif
#ifdef FAULT_COMMAND_DATE
  if (command->date.day == 0)
    abort();
#endif
#ifdef FAULT_COMMAND_FUTURE
  if (command->argument_count > 2)
    return TOTE_OK;
#endif
#ifdef FAULT_COMMAND_OLD
  if (((const volatile uint64_t*)command)[sizeof(tote_command_t) / 8] == 1)
    return TOTE_OK;
#endif
#ifdef FAULT_COMMAND_SANDBOX
  if (is_in_a_worker())
    abort();
#endif
#ifdef FAULT_COMMAND_DENIED
  open_file();
#endif
  status = edits->set(call, text("size"), command->arguments[0].text);
#ifdef FAULT_COMMAND_REFUSAL
  if (status != TOTE_OK)
    abort();
#endif
  return status;
}

static tote_status_t render_large(tote_call_t* call, const tote_public_note_t* note) {
  (void)call;
  (void)note;
#if defined(FAULT_RENDER_FAILS)
  diagnose(call, "too-long");
  return TOTE_FAILED;
#elif defined(FAULT_RENDER_SILENT)
  return TOTE_FAILED;
#elif defined(FAULT_RENDER_INPUT)
  ((tote_public_field_t*)note->fields)[0].value = text("");
#elif defined(FAULT_RENDER_BUDGET)
  const tote_markup_v1_t* markup =
      (const tote_markup_v1_t*)call->functions->service(call, TOTE_HOST_MARKUP);
  for (int i = 0; i < 100; ++i)
    markup->text(call, note->title);
#endif
  return TOTE_OK;
}

static tote_status_t render(void* self, tote_call_t* call, const tote_public_note_t* note) {
  const tote_markup_v1_t* markup =
      (const tote_markup_v1_t*)call->functions->service(call, TOTE_HOST_MARKUP);
  tote_element_t element;
  tote_status_t status = TOTE_OK;
  (void)self;
#ifndef FAULT_RENDER_BARE
  if (markup == NULL) {
    diagnose(call, "service-missing");
    return TOTE_FAILED;
  }
#endif
#ifdef FAULT_RENDER_OLD
  if (((const volatile uint64_t*)note)[sizeof(tote_public_note_t) / 8] == 1)
    return TOTE_OK;
#endif
#ifdef FAULT_RENDER_FUTURE
  if (note->reserved != 0)
    return TOTE_OK;
#endif
#ifdef FAULT_RENDER_KEEPS
  static const tote_public_note_t* kept;
  if (kept != NULL && note->title.size > LARGE_TITLE && kept->size == 0)
    return TOTE_OK;
  kept = note;
#endif
#ifdef FAULT_RENDER_SANDBOX
  if (is_in_a_worker())
    abort();
#endif
#ifdef FAULT_RENDER_DENIED
  open_socket();
#endif
  if (copy(call, note->title, IS_CARELESS_OF_PAGES) != TOTE_OK)
    return TOTE_FAILED;
  if (note->title.size > LARGE_TITLE)
    return render_large(call, note);
  memset(&element, 0, sizeof element);
  element.size = sizeof element;
  element.name = text("em");
#ifdef FAULT_RENDER
  element.classes = note->title;
#endif
  markup->open(call, &element);
  status = markup->text(call, note->title);
#ifdef FAULT_RENDER_REFUSAL
  if (status != TOTE_OK)
    abort();
#endif
  markup->close(call);
  return status;
}

/* The day on which the site was changed last, as text. */
static tote_str_t last_change(const tote_public_site_t* site) {
  (void)site;
#if defined(FAULT_EXPORT_TWICE)
  static int times;
  return text(++times % 2 == 0 ? "<even/>" : "<odd/>");
#elif defined(FAULT_EXPORT_ENVIRONMENT)
  return text(getenv("TZ") == NULL ? "" : getenv("TZ"));
#elif defined(FAULT_EXPORT_FUTURE)
  return text(site->note_count != 0 && site->notes[0]->size != sizeof(tote_public_note_t)
                  ? "<later/>"
                  : "<now/>");
#else
  return text("");
#endif
}

static tote_status_t export_site(void* self, tote_call_t* call, const tote_public_site_t* site) {
  const tote_files_v1_t* files =
      (const tote_files_v1_t*)call->functions->service(call, TOTE_HOST_FILES);
  tote_status_t status = TOTE_OK;
  (void)self;
  if (files == NULL) {
#ifdef FAULT_EXPORT_BARE
    return TOTE_OK;
#endif
    diagnose(call, "service-missing");
    return TOTE_FAILED;
  }
#ifdef FAULT_EXPORT_OLD
  if (((const volatile uint64_t*)site)[sizeof(tote_public_site_t) / 8] == 1)
    return TOTE_OK;
#endif
#ifdef FAULT_EXPORT_INPUT
  if (site->note_count != 0)
    ((const tote_public_note_t**)site->notes)[0] = NULL;
#endif
#ifdef FAULT_EXPORT_SANDBOX
  if (is_in_a_worker())
    abort();
#endif
#ifdef FAULT_EXPORT_DENIED
  open_socket();
#endif
  if (copy(call, site->title, IS_CARELESS_OF_SITES) != TOTE_OK)
    return TOTE_FAILED;
  files->open(call, text("list.xml"), text("application/atom+xml"));
  status = files->write(call, text("<list>"));
#ifdef FAULT_EXPORT_REFUSAL
  if (status != TOTE_OK)
    abort();
#endif
  (void)status;
  files->write(call, last_change(site));
#ifdef FAULT_EXPORT
  files->write(call, text("<title>"));
  files->write(call, site->title);
  files->write(call, text("</title>"));
#endif
  return files->write(call, text("</list>"));
}

static const tote_extract_v1_t extract_functions = {extract};
static const tote_command_v1_t command_functions = {propose};
static const tote_render_v1_t render_functions = {render};
static const tote_export_v1_t export_functions = {export_site};

static tote_status_t create(tote_call_t* call, const tote_settings_t* settings, void** self) {
  static int instance;
  (void)call;
  (void)settings;
#ifdef FAULT_SETTINGS
  if (settings->value_count != 0 && settings->values[0].key.size == 9 &&
      memcmp(settings->values[0].key.data, "x-unknown", 9) == 0)
    return TOTE_FAILED;
#endif
#ifdef FAULT_PREVIOUS_SETTING
  if (settings->value_count != 0 && settings->values[0].text.size == 5 &&
      memcmp(settings->values[0].text.data, "ounce", 5) == 0) {
    diagnose(call, "unit-unknown");
    return TOTE_FAILED;
  }
#endif
#ifdef FAULT_LEAK
  static void* volatile kept;  // lest the compiler leave the allocation out
  kept = malloc(200000);
  if (kept != NULL)
    memset(kept, 1, 200000);
#endif
#ifdef FAULT_DENIED_CREATE
  open_file();
#endif
#ifdef FAULT_NOW
  instance = nobody_has_this();
#endif
  *self = &instance;
  return TOTE_OK;
}

static void destroy(void* self) {
  (void)self;
#ifdef FAULT_DENIED_DESTROY
  open_socket();
#endif
}

static const void* get_interface(void* self, const char* interface_id) {
  (void)self;
  if (strcmp(interface_id, TOTE_COMMAND) == 0)
    return &command_functions;
  if (strcmp(interface_id, TOTE_RENDER) == 0)
    return &render_functions;
  if (strcmp(interface_id, TOTE_EXPORT_SITE) == 0)
    return &export_functions;
#ifdef FAULT_PREFIX
  return strncmp(interface_id, TOTE_EXTRACT, strlen(TOTE_EXTRACT)) == 0 ? &extract_functions : NULL;
#else
  return strcmp(interface_id, TOTE_EXTRACT) == 0 ? &extract_functions : NULL;
#endif
}

TOTE_EXPORT const tote_plugin_t* tote_plugin_entry(void) {
  static const tote_plugin_t plugin = {
      sizeof plugin, TOTE_PLUGIN_MAGIC, TOTE_ABI_MAJOR, TOTE_TARGET_MINOR, "test.checked",
#ifdef FAULT_VERSION
      "9.9.9",
#else
      "1.0.0",
#endif
      create,        destroy,           get_interface};
  return &plugin;
}
