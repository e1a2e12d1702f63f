//! Films: the browser's video encoder, and the pictures that it returns.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Uint8Array;
use web_sys::{VideoFrame, VideoFrameInit};

use super::webcodecs::{
    EncodeOptions, EncodedVideoChunk, VideoEncoder, VideoEncoderConfig, VideoEncoderInit, VideoEncoderSupport,
    dictionary,
};
use super::{ObjectUrl, Surface};

/// A way to encode a film.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Codec {
    /// The name in a WebM file.
    pub name: &'static str,
    /// The WebCodecs codec string.
    string: &'static str,
}

/// In order of preference.
const CODECS: [Codec; 2] = [Codec { name: "V_VP9", string: "vp09.00.31.08" }, Codec { name: "V_VP8", string: "vp8" }];

/// The format of a film.
#[derive(Clone, Copy, Debug)]
pub struct FilmSize {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Bits per second.
    pub bits: u32,
    /// Pictures per second.
    pub rate: u32,
}

impl FilmSize {
    fn config(self, codec: Codec) -> VideoEncoderConfig {
        let config: VideoEncoderConfig = dictionary();
        config.set_codec(codec.string);
        config.set_width(self.width);
        config.set_height(self.height);
        config.set_bitrate(self.bits);
        config.set_framerate(self.rate);
        config
    }
}

/// Returns the preferred codec that the browser supports for this format, or `None`.
pub async fn best_codec(size: FilmSize) -> Option<Codec> {
    for codec in CODECS {
        let asked = VideoEncoder::is_config_supported(&size.config(codec)).ok()?;
        let answer = JsFuture::from(asked).await.ok();
        let is_supported = answer.and_then(|answer| answer.unchecked_into::<VideoEncoderSupport>().supported());
        if is_supported == Some(true) {
            return Some(codec);
        }
    }
    None
}

/// An encoded picture.
#[derive(Debug)]
struct Picture {
    bytes: Uint8Array,
    /// A decoder can start here.
    key: bool,
}

impl Picture {
    fn of(chunk: &EncodedVideoChunk) -> Option<Self> {
        let bytes = Uint8Array::new_with_length(chunk.byte_length());
        chunk.copy_to(&bytes).ok()?;
        Some(Self { bytes, key: chunk.kind() == "key" })
    }
}

/// The encoder's output so far.
#[derive(Debug, Default)]
struct Output {
    pictures: Vec<Picture>,
    bytes: usize,
    failed: bool,
}

/// A film that is being encoded.
pub struct Recorder {
    encoder: VideoEncoder,
    output: Rc<RefCell<Output>>,
    size: FilmSize,
    frames: u32,
    _on_output: Closure<dyn FnMut(EncodedVideoChunk)>,
    _on_error: Closure<dyn FnMut(JsValue)>,
}

impl Recorder {
    /// Starts an encoder. Returns `None` if the browser refuses the codec or the format.
    #[must_use]
    pub fn new(codec: Codec, size: FilmSize) -> Option<Self> {
        let output = Rc::new(RefCell::new(Output::default()));
        let on_output = Closure::new({
            let output = output.clone();
            move |chunk: EncodedVideoChunk| {
                let mut output = output.borrow_mut();
                match Picture::of(&chunk) {
                    Some(picture) => {
                        output.bytes += picture.bytes.length() as usize;
                        output.pictures.push(picture);
                    }
                    None => output.failed = true,
                }
            }
        });
        let on_error = Closure::new({
            let output = output.clone();
            move |_: JsValue| output.borrow_mut().failed = true
        });
        let init: VideoEncoderInit = dictionary();
        init.set_output(on_output.as_ref().unchecked_ref());
        init.set_error(on_error.as_ref().unchecked_ref());
        let encoder = VideoEncoder::new(&init).ok()?;
        encoder.configure(&size.config(codec)).ok()?;
        Some(Self { encoder, output, size, frames: 0, _on_output: on_output, _on_error: on_error })
    }

    /// Encodes the surface as the next picture; `key` makes it a picture at which a decoder can start. Returns false if
    /// the encoder has failed.
    pub fn add(&mut self, surface: &Surface, key: bool) -> bool {
        let frame_us = 1_000_000.0 / f64::from(self.size.rate);
        let init = VideoFrameInit::new();
        init.set_timestamp_f64(f64::from(self.frames) * frame_us);
        init.set_duration_f64(frame_us);
        let options: EncodeOptions = dictionary();
        options.set_key_frame(key);
        let frame = VideoFrame::new_with_html_canvas_element_and_video_frame_init(surface.canvas(), &init);
        let added = frame.is_ok_and(|frame| {
            let added = self.encoder.encode(&frame, &options).is_ok();
            frame.close();
            added
        });
        self.frames += 1;
        added && !self.output.borrow().failed
    }

    /// The number of pictures that wait for the encoder.
    #[must_use]
    pub fn queue(&self) -> u32 {
        self.encoder.encode_queue_size()
    }

    /// The size of the film so far in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.output.borrow().bytes
    }

    /// Waits for the last picture and returns all of them; `None` if the encoder has failed.
    pub async fn finish(self) -> Option<Footage> {
        JsFuture::from(self.encoder.flush().ok()?).await.ok()?;
        let output = self.output.take();
        let whole = !output.failed && output.pictures.len() == self.frames as usize;
        whole.then_some(Footage { pictures: output.pictures })
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        // A failed encoder is closed already, and throws.
        let _ = self.encoder.close();
    }
}

/// All pictures of a film.
#[derive(Debug)]
pub struct Footage {
    pictures: Vec<Picture>,
}

impl Footage {
    /// For each picture: whether a decoder can start there, and its size in bytes.
    pub fn pictures(&self) -> impl Iterator<Item = (bool, usize)> {
        self.pictures.iter().map(|picture| (picture.key, picture.bytes.length() as usize))
    }

    /// The file: each picture after the bytes of the container that precede it.
    #[must_use]
    pub fn file(&self, before: &[Vec<u8>], mime: &str) -> Option<ObjectUrl> {
        let pairs = before.iter().zip(&self.pictures);
        let parts = pairs.flat_map(|(before, picture)| [Uint8Array::from(&before[..]), picture.bytes.clone()]);
        ObjectUrl::of_parts(parts, mime)
    }
}
