//! Files of many bytes, and the browser's own encoder of films.
//!
//! Everything here is looked for by name when it is wanted: not every browser has it, and the page's start should not
//! carry the names.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::{Array, Function, Object, Reflect, Uint8Array};

use super::Surface;
use super::save::save;

fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|member| !member.is_undefined() && !member.is_null())
}

fn global(name: &str) -> Option<JsValue> {
    member(&web_sys::window()?.into(), name)
}

fn call(of: &JsValue, name: &str, given: &[JsValue]) -> Option<JsValue> {
    let function: Function = member(of, name)?.dyn_into().ok()?;
    function.apply(of, &given.iter().collect::<Array>()).ok()
}

/// `new name(…given)`.
fn make(name: &str, given: &[JsValue]) -> Option<JsValue> {
    call(&global("Reflect")?, "construct", &[global(name)?, given.iter().collect::<Array>().into()])
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// Calls back with what a promise comes to; with nothing where it fails.
fn when(promise: &JsValue, told: impl FnOnce(Option<JsValue>) + 'static) {
    let told = Rc::new(Cell::new(Some(told)));
    let other = told.clone();
    let tell = move |told: &Cell<Option<_>>, value| {
        if let Some(told) = told.take() {
            let told: Box<dyn FnOnce(Option<JsValue>)> = Box::new(told);
            told(value);
        }
    };
    let kept = Closure::once_into_js(move |value: JsValue| tell(&told, Some(value)));
    let broken = Closure::once_into_js(move |_: JsValue| tell(&other, None));
    call(promise, "then", &[kept, broken]);
}

/// A file that the page holds, under an address that is good as long as this lives.
#[derive(Debug)]
pub struct Held {
    address: String,
    bytes: u64,
}

impl Held {
    fn of(blob: &JsValue) -> Option<Self> {
        let address = call(&global("URL")?, "createObjectURL", std::slice::from_ref(blob))?.as_string()?;
        Some(Self { address, bytes: member(blob, "size")?.as_f64()? as u64 })
    }

    /// A file of that kind.
    #[must_use]
    pub fn new(bytes: &[u8], mime: &str) -> Option<Self> {
        Self::of(&blob(&[Uint8Array::from(bytes).into()], mime)?)
    }

    /// For links.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// How large it is.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Downloads it. In a frame that may not download nothing happens: no page is told why.
    pub fn save(&self, name: &str) {
        save(name, &self.address);
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(urls) = global("URL") {
            call(&urls, "revokeObjectURL", &[self.address.as_str().into()]);
        }
    }
}

fn blob(parts: &[JsValue], mime: &str) -> Option<JsValue> {
    let parts: JsValue = parts.iter().collect::<Array>().into();
    make("Blob", &[parts, object(&[("type", mime.into())])])
}

/// Is the page in a frame of another?
#[must_use]
pub fn is_framed() -> bool {
    web_sys::window().is_some_and(|window| global("parent").is_some_and(|parent| parent != JsValue::from(window)))
}

impl Surface {
    /// What is on it as a PNG.
    pub fn png(&self, told: impl FnOnce(Option<Held>) + 'static) {
        let ready = Closure::once_into_js(move |blob: JsValue| told(Held::of(&blob)));
        call(self.canvas(), "toBlob", &[ready, "image/png".into()]);
    }
}

/// How a film is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Codec {
    /// As WebM calls it.
    pub name: &'static str,
    /// As browsers call it.
    string: &'static str,
}

/// The best first.
const CODECS: [Codec; 2] = [Codec { name: "V_VP9", string: "vp09.00.31.08" }, Codec { name: "V_VP8", string: "vp8" }];

/// Does the browser encode films at all?
#[must_use]
pub fn encodes() -> bool {
    global("VideoEncoder").is_some() && global("VideoFrame").is_some()
}

/// A film of that size, in bits and pictures a second.
#[derive(Clone, Copy, Debug)]
pub struct FilmSize {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Bits a second.
    pub bits: u32,
    /// Pictures a second.
    pub rate: u32,
}

impl FilmSize {
    fn config(self, codec: Codec) -> JsValue {
        object(&[
            ("codec", codec.string.into()),
            ("width", self.width.into()),
            ("height", self.height.into()),
            ("bitrate", self.bits.into()),
            ("framerate", self.rate.into()),
        ])
    }
}

/// Tells how the browser encodes such a film best; with nothing where it does not.
pub fn best_codec(size: FilmSize, told: impl FnOnce(Option<Codec>) + 'static) {
    ask(size, &CODECS, Box::new(told));
}

fn ask(size: FilmSize, codecs: &'static [Codec], told: Box<dyn FnOnce(Option<Codec>)>) {
    let Some((codec, others)) = codecs.split_first() else { return told(None) };
    let asked = global("VideoEncoder").and_then(|encoder| call(&encoder, "isConfigSupported", &[size.config(*codec)]));
    let Some(asked) = asked else { return told(None) };
    when(&asked, move |answer| {
        let supported = answer.and_then(|answer| member(&answer, "supported")).is_some_and(|yes| yes.is_truthy());
        if supported { told(Some(*codec)) } else { ask(size, others, told) }
    });
}

/// What an encoder has made so far.
#[derive(Debug, Default)]
struct Made {
    /// For each picture its bytes, their number, and whether it can be shown without those before.
    pictures: Vec<(JsValue, usize, bool)>,
    bytes: usize,
    failed: bool,
}

/// The browser's encoder at work.
pub struct Recorder {
    encoder: JsValue,
    made: Rc<RefCell<Made>>,
    size: FilmSize,
    frames: u32,
    _output: Closure<dyn FnMut(JsValue)>,
    _error: Closure<dyn FnMut(JsValue)>,
}

impl Recorder {
    /// Begins.
    #[must_use]
    pub fn new(codec: Codec, size: FilmSize) -> Option<Self> {
        let made = Rc::new(RefCell::new(Made::default()));
        let output = {
            let made = made.clone();
            Closure::<dyn FnMut(JsValue)>::new(move |chunk: JsValue| {
                let mut made = made.borrow_mut();
                match take(&chunk) {
                    Some((bytes, length, key)) => {
                        made.bytes += length;
                        made.pictures.push((bytes, length, key));
                    }
                    None => made.failed = true,
                }
            })
        };
        let error = {
            let made = made.clone();
            Closure::<dyn FnMut(JsValue)>::new(move |_: JsValue| made.borrow_mut().failed = true)
        };
        let hands = [("output", output.as_ref().clone()), ("error", error.as_ref().clone())];
        let encoder = make("VideoEncoder", &[object(&hands)])?;
        call(&encoder, "configure", &[size.config(codec)])?;
        Some(Self { encoder, made, size, frames: 0, _output: output, _error: error })
    }

    /// Encodes what is on the surface; at times as a picture that can be shown without those before. False where the
    /// encoder has failed.
    pub fn add(&mut self, surface: &Surface, key: bool) -> bool {
        let micros = |frames: u32| f64::from(frames) * 1_000_000.0 / f64::from(self.size.rate);
        let times = [("timestamp", micros(self.frames).into()), ("duration", micros(1).into())];
        let added = || {
            let frame = make("VideoFrame", &[surface.canvas().clone(), object(&times)])?;
            let taken = call(&self.encoder, "encode", &[frame.clone(), object(&[("keyFrame", key.into())])]);
            call(&frame, "close", &[]);
            taken
        };
        let well = added().is_some() && !self.made.borrow().failed;
        self.frames += 1;
        well
    }

    /// How many pictures wait for the encoder.
    #[must_use]
    pub fn queue(&self) -> u32 {
        member(&self.encoder, "encodeQueueSize").and_then(|size| size.as_f64()).map_or(0, |size| size as u32)
    }

    /// How large the film is so far.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.made.borrow().bytes
    }

    /// Waits for the last picture. What is told then puts the file together from what each picture has to be preceded
    /// by; nothing where the encoder has failed.
    pub fn finish(&self, told: impl FnOnce(Option<Footage>) + 'static) {
        let made = self.made.clone();
        let frames = self.frames as usize;
        match call(&self.encoder, "flush", &[]) {
            Some(flushed) => when(&flushed, move |end| {
                let pictures = std::mem::take(&mut made.borrow_mut().pictures);
                let whole = end.is_some() && !made.borrow().failed && pictures.len() == frames;
                told(whole.then_some(Footage { pictures }));
            }),
            None => told(None),
        }
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        // A failed encoder is closed already.
        call(&self.encoder, "close", &[]);
    }
}

/// The bytes of an encoded picture, how many they are, and whether it can be shown without those before.
fn take(chunk: &JsValue) -> Option<(JsValue, usize, bool)> {
    let length = member(chunk, "byteLength")?;
    let bytes = make("Uint8Array", std::slice::from_ref(&length))?;
    call(chunk, "copyTo", std::slice::from_ref(&bytes))?;
    let key = member(chunk, "type")?.as_string()? == "key";
    Some((bytes, length.as_f64()? as usize, key))
}

/// All pictures of a film.
#[derive(Debug)]
pub struct Footage {
    pictures: Vec<(JsValue, usize, bool)>,
}

impl Footage {
    /// For each picture whether it can be shown without those before, and its size.
    pub fn pictures(&self) -> impl Iterator<Item = (bool, usize)> {
        self.pictures.iter().map(|(_, length, key)| (*key, *length))
    }

    /// The file: before each picture what belongs there.
    #[must_use]
    pub fn file(&self, before: &[Vec<u8>], mime: &str) -> Option<Held> {
        let pairs = before.iter().zip(&self.pictures);
        let parts: Vec<JsValue> =
            pairs.flat_map(|(before, (bytes, ..))| [Uint8Array::from(&before[..]).into(), bytes.clone()]).collect();
        Held::of(&blob(&parts, mime)?)
    }
}
