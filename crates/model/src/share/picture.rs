//! A link as a QR code.

use qrcodegen::{QrCodeEcc, QrSegment, Version};

/// Light modules around the code, without which scanners do not see it.
const MARGIN: i32 = 4;

/// The most modules along a side, without the margin: a phone reads no finer code from a projector.
pub const QR_MODULES_MAX: i32 = 41;

/// The most characters that such a code holds.
pub const QR_CHARS_MAX: usize = 134;

/// A QR code as the outline of its dark modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    /// Modules along a side, the margin included.
    pub size: i32,
    /// SVG path data in units of modules.
    pub path: String,
}

impl QrCode {
    /// Encodes a text; returns `None` if it is too long for [`QR_MODULES_MAX`].
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let largest = Version::new(((QR_MODULES_MAX - 17) / 4) as u8);
        let segments = QrSegment::make_segments(text);
        let code =
            qrcodegen::QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, Version::MIN, largest, None, true);
        let code = code.ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            let mut x = 0;
            while x < code.size() {
                let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
                if run > 0 {
                    path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + MARGIN, y + MARGIN));
                }
                x += run + 1;
            }
        }
        Some(Self { size: code.size() + 2 * MARGIN, path })
    }
}
