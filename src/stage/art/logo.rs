//! stub
use super::*;
/// l
pub const LOGO: Drawing = Drawing { width: 32.0, height: 32.0, shapes: &[flat("#20463c", "M3 2H29V30H3Z")] };
