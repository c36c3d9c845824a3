// SPDX-License-Identifier: MIT
// The plugin ABI from Rust: only what this plugin uses is written out, at the offsets of ABI 1.0.
use std::ffi::{c_char, c_void, CStr};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Str {
    data: *const u8,
    size: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Span {
    begin: u32,
    end: u32,
}

#[repr(C)]
pub struct Note {
    size: u32,
    reserved_flags: u32,
    path: Str,
    kind: Str,
    title: Str,
    source: Str,
    date: u32,
    reserved: u32,
    front_matter: Span,
    body: Span,
}

#[repr(C)]
pub struct Diagnostic {
    size: u32,
    severity: i32,
    span: Span,
    code: Str,
    text: Str,
}

#[repr(C)]
pub struct Call {
    functions: *const CallFunctions,
}

#[repr(C)]
pub struct CallFunctions {
    service: extern "C" fn(*mut Call, *const c_char) -> *const c_void,
    diagnose: extern "C" fn(*mut Call, *const Diagnostic),
    cancelled: extern "C" fn(*mut Call) -> i32,
}

#[repr(C)]
pub struct Doc {
    text: *const c_void,
    integer: extern "C" fn(*mut Call, Str, i64, Span) -> i32,
}

#[repr(C)]
pub struct Extract {
    extract: extern "C" fn(*mut c_void, *mut Call, *const Note) -> i32,
}

#[repr(C)]
pub struct Plugin {
    size: u32,
    magic: u32,
    abi_major: u32,
    abi_minor: u32,
    id: *const c_char,
    version: *const c_char,
    create: extern "C" fn(*mut Call, *const c_void, *mut *mut c_void) -> i32,
    destroy: extern "C" fn(*mut c_void),
    get_interface: extern "C" fn(*mut c_void, *const c_char) -> *const c_void,
}

unsafe impl Sync for Plugin {}

fn text(words: &'static str) -> Str {
    Str { data: words.as_ptr(), size: words.len() as u64 }
}

extern "C" fn extract(_this: *mut c_void, call: *mut Call, note: *const Note) -> i32 {
    let (functions, note) = unsafe { (&*(*call).functions, &*note) };
    let doc = (functions.service)(call, c"tote.host.doc/1".as_ptr()) as *const Doc;
    if doc.is_null() {
        let nowhere = Span { begin: u32::MAX, end: u32::MAX };
        let finding = Diagnostic {
            size: std::mem::size_of::<Diagnostic>() as u32,
            severity: 2,
            span: nowhere,
            code: text("service-missing"),
            text: text("this host takes no statements"),
        };
        (functions.diagnose)(call, &finding);
        return -1;
    }
    if note.body.begin < note.body.end {
        let size = i64::from(note.body.end - note.body.begin);
        unsafe { ((*doc).integer)(call, text("size"), size, note.body) };
    }
    0
}

extern "C" fn create(_call: *mut Call, _settings: *const c_void, this: *mut *mut c_void) -> i32 {
    unsafe { *this = this as *mut c_void };
    0
}

extern "C" fn destroy(_this: *mut c_void) {}

extern "C" fn get_interface(_this: *mut c_void, id: *const c_char) -> *const c_void {
    static FUNCTIONS: Extract = Extract { extract };
    if unsafe { CStr::from_ptr(id) } == c"tote.extract/1" {
        return &FUNCTIONS as *const Extract as *const c_void;
    }
    std::ptr::null()
}

#[no_mangle]
pub extern "C" fn tote_plugin_entry() -> *const Plugin {
    static PLUGIN: Plugin = Plugin {
        size: std::mem::size_of::<Plugin>() as u32,
        magic: 0x544F5445,
        abi_major: 1,
        abi_minor: 0,
        id: c"example.shells".as_ptr(),
        version: c"1.0.0".as_ptr(),
        create,
        destroy,
        get_interface,
    };
    &PLUGIN
}
