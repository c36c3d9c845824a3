/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A plugin with one fault, chosen by a macro when it is compiled; without one it has none. What it
 * does wrong with notes it does, if it can be helped, on large ones only: then one check sees it.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <tote/plugin.h>

#define LARGE 100000u

static tote_str_t text(const char* words) {
  tote_str_t result = {words, strlen(words)};
  return result;
}

static const tote_span_t nowhere = {TOTE_NO_PLACE, TOTE_NO_PLACE};

static void diagnose(tote_call_t* call, const char* code) {
  tote_diagnostic_t diagnostic;
  memset(&diagnostic, 0, sizeof diagnostic);
  diagnostic.size = sizeof diagnostic;
  diagnostic.span = nowhere;
  diagnostic.code = text(code);
  diagnostic.text = text("a fault on purpose");
  call->functions->diagnose(call, &diagnostic);
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

#ifdef FAULT_QUICK
__attribute__((constructor)) static void start(void) {
  burn(150, NULL);
}
#endif

#ifdef FAULT_CLEAN
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

#ifdef FAULT_SANDBOX
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
#endif
  return TOTE_OK;
}

/* Notes its title in memory of its own; 0 if there is none. */
static int allocate(tote_str_t title) {
  volatile char* copy = (volatile char*)malloc(title.size + 1); /* lest compilers leave it out */
#ifndef FAULT_MEMORY
  if (copy == NULL)
    return 0;
#endif
  for (size_t i = 0; i < title.size; ++i)
    copy[i] = title.data[i];
  copy[title.size] = '\0';
  free((void*)copy);
  return 1;
}

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
  if (!allocate(note->title)) {
    diagnose(call, "out-of-memory");
    return TOTE_FAILED;
  }
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
  (void)self;
  if (edits == NULL) {
    diagnose(call, "service-missing");
    return TOTE_FAILED;
  }
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
  return edits->set(call, text("size"), command->arguments[0].text);
}

static tote_status_t render(void* self, tote_call_t* call, const tote_public_note_t* note) {
  const tote_markup_v1_t* markup =
      (const tote_markup_v1_t*)call->functions->service(call, TOTE_HOST_MARKUP);
  tote_element_t element;
  (void)self;
  memset(&element, 0, sizeof element);
  element.size = sizeof element;
  element.name = text("em");
#ifdef FAULT_RENDER
  element.classes = note->title;
#endif
  markup->open(call, &element);
  markup->text(call, note->title);
  markup->close(call);
  return TOTE_OK;
}

static tote_status_t export_site(void* self, tote_call_t* call, const tote_public_site_t* site) {
  const tote_files_v1_t* files =
      (const tote_files_v1_t*)call->functions->service(call, TOTE_HOST_FILES);
  (void)self;
  files->open(call, text("list.xml"), text("application/atom+xml"));
  files->write(call, text("<list>"));
#ifdef FAULT_EXPORT
  files->write(call, text("<title>"));
  files->write(call, site->title);
  files->write(call, text("</title>"));
#endif
#ifdef FAULT_EXPORT_TWICE
  {
    static int times;
    files->write(call, text(++times % 2 == 0 ? "<even/>" : "<odd/>"));
  }
#endif
  (void)site;
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
#ifdef FAULT_LEAK
  static void* volatile kept;  // lest the compiler leave the allocation out
  kept = malloc(200000);
  if (kept != NULL)
    memset(kept, 1, 200000);
#endif
#ifdef FAULT_NOW
  instance = nobody_has_this();
#endif
  *self = &instance;
  return TOTE_OK;
}

static void destroy(void* self) {
  (void)self;
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
