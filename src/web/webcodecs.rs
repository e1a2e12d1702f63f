//! The part of WebCodecs that `web-sys` still marks as unstable: the encoder, its options and its output.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::VideoFrame;
use web_sys::js_sys::{Function, Object, Promise, Uint8Array};

#[wasm_bindgen]
extern "C" {
    /// The constructor; `None` in browsers without WebCodecs and on insecure pages.
    #[wasm_bindgen(thread_local_v2, js_name = VideoEncoder)]
    static VIDEO_ENCODER: Option<Function>;

    #[derive(Debug)]
    pub(super) type VideoEncoder;

    #[wasm_bindgen(constructor, catch)]
    pub(super) fn new(init: &VideoEncoderInit) -> Result<VideoEncoder, JsValue>;

    #[wasm_bindgen(static_method_of = VideoEncoder, js_name = isConfigSupported, catch)]
    pub(super) fn is_config_supported(config: &VideoEncoderConfig) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) fn configure(this: &VideoEncoder, config: &VideoEncoderConfig) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) fn encode(this: &VideoEncoder, frame: &VideoFrame, options: &EncodeOptions) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) fn flush(this: &VideoEncoder) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) fn close(this: &VideoEncoder) -> Result<(), JsValue>;

    #[wasm_bindgen(method, getter, js_name = encodeQueueSize)]
    pub(super) fn encode_queue_size(this: &VideoEncoder) -> u32;

    #[wasm_bindgen(extends = Object)]
    pub(super) type VideoEncoderInit;

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_output(this: &VideoEncoderInit, output: &Function);

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_error(this: &VideoEncoderInit, error: &Function);

    #[wasm_bindgen(extends = Object)]
    pub(super) type VideoEncoderConfig;

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_codec(this: &VideoEncoderConfig, codec: &str);

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_width(this: &VideoEncoderConfig, width: u32);

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_height(this: &VideoEncoderConfig, height: u32);

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_bitrate(this: &VideoEncoderConfig, bits_per_second: u32);

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_framerate(this: &VideoEncoderConfig, frames_per_second: u32);

    pub(super) type VideoEncoderSupport;

    #[wasm_bindgen(method, getter)]
    pub(super) fn supported(this: &VideoEncoderSupport) -> Option<bool>;

    #[wasm_bindgen(extends = Object)]
    pub(super) type EncodeOptions;

    #[wasm_bindgen(method, setter, js_name = keyFrame)]
    pub(super) fn set_key_frame(this: &EncodeOptions, key_frame: bool);

    pub(super) type EncodedVideoChunk;

    /// `key` or `delta`.
    #[wasm_bindgen(method, getter, js_name = type)]
    pub(super) fn kind(this: &EncodedVideoChunk) -> String;

    #[wasm_bindgen(method, getter, js_name = byteLength)]
    pub(super) fn byte_length(this: &EncodedVideoChunk) -> u32;

    #[wasm_bindgen(method, catch, js_name = copyTo)]
    pub(super) fn copy_to(this: &EncodedVideoChunk, target: &Uint8Array) -> Result<(), JsValue>;
}

/// Returns true if the browser has WebCodecs.
#[must_use]
pub fn has_video_encoder() -> bool {
    VIDEO_ENCODER.with(Option::is_some) && plays_webm()
}

/// Returns true if the browser plays WebM. WebKitGTK 2.50 initialises its media library here; its tab crashes if
/// `VideoEncoder.isConfigSupported` is the first to use the library.
fn plays_webm() -> bool {
    let video = web_sys::window().and_then(|window| window.document()?.create_element("video").ok());
    let video = video.and_then(|video| video.dyn_into::<web_sys::HtmlMediaElement>().ok());
    video.is_some_and(|video| !video.can_play_type("video/webm; codecs=\"vp8\"").is_empty())
}

/// An empty options object.
pub(super) fn dictionary<T: wasm_bindgen::JsCast>() -> T {
    Object::new().unchecked_into()
}
