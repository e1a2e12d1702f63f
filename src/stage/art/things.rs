//! stub
use super::*;
/// c
pub const CUP: Drawing = Drawing { width: 48.0, height: 48.0, shapes: &[flat("#884422", "M8 8H40L36 44H12Z")] };
/// c
pub const BROKEN_CUP: Drawing = Drawing { width: 48.0, height: 48.0, shapes: &[flat("#884422", "M8 28H40L36 44H12Z")] };
/// b
pub const BREAK_ROOM: Drawing = Drawing { width: 96.0, height: 48.0, shapes: &[flat("#aa9988", "M8 20H88V44H8Z")] };
