//! Compositing, compared with blending pixel by pixel.

use super::texels::NOTHING;
use super::{Area, Pixel, Pixels, Texels};

const RED: Pixel = [255, 0, 0, 255];
const BLUE: Pixel = [0, 0, 255, 255];
const GLASS: Pixel = [255, 0, 0, 128];

fn image(width: usize, pixels: &[Pixel]) -> Texels {
    Texels::new(width, pixels.as_flattened())
}

fn at(pixels: &Pixels, column: usize, row: usize) -> Pixel {
    pixels.data[row * pixels.width + column]
}

#[test]
fn an_earlier_image_hides_a_later_one() {
    let mut pixels = Pixels::new(4, 3);
    pixels.put(&image(3, &[NOTHING, RED, RED, RED, GLASS, NOTHING]), 1, 0);
    pixels.put(&image(3, &[BLUE; 3]), 0, 1);
    let rows: Vec<_> = pixels.data.chunks(4).map(<[Pixel]>::to_vec).collect();
    assert_eq!(rows[0], [NOTHING, NOTHING, RED, RED]);
    assert_eq!(rows[1], [BLUE, RED, [128, 0, 128, 255], NOTHING]);
    assert_eq!(rows[2], [NOTHING; 4]);
    assert_eq!(pixels.painted(), Area { left: 0, top: 0, right: 4, bottom: 2 });
}

#[test]
fn a_translucent_pixel_on_a_transparent_one_keeps_its_colour() {
    let mut pixels = Pixels::new(1, 1);
    pixels.put(&image(1, &[[0, 0, 255, 128]]), 0, 0);
    assert_eq!(at(&pixels, 0, 0), [0, 0, 255, 128]);
    pixels.put(&image(1, &[GLASS]), 0, 0);
    let [red, _, blue, alpha] = at(&pixels, 0, 0);
    assert!(alpha > 180 && blue > red && red > 60, "{red} {blue} {alpha}");
}

/// The reference: blends every pixel, without skipping hidden ones.
fn plain(size: (usize, usize), copies: &[(&Texels, i32, i32)]) -> Vec<Pixel> {
    let mut canvas = vec![NOTHING; size.0 * size.1];
    for (image, left, top) in copies {
        for (index, below) in image.data.iter().enumerate() {
            let (column, row) = (left + (index % image.width) as i32, top + (index / image.width) as i32);
            if !(0..size.0 as i32).contains(&column) || !(0..size.1 as i32).contains(&row) {
                continue;
            }
            let above = &mut canvas[row as usize * size.0 + column as usize];
            let over = u32::from(above[3]);
            let rest = u32::from(below[3]) * (255 - over) / 255;
            for channel in 0..3 {
                let sum = u32::from(above[channel]) * over + u32::from(below[channel]) * rest;
                above[channel] = sum.checked_div(over + rest).unwrap_or(0) as u8;
            }
            above[3] = (over + rest) as u8;
        }
    }
    canvas
}

#[test]
fn a_crowd_matches_blending_pixel_by_pixel() {
    let slip = |n: usize| {
        let edge = |index: usize| {
            if index.is_multiple_of(34) || index >= 34 * 26 { (index * 37 % 256) as u8 } else { 255 }
        };
        // The third slip is translucent.
        let glass = |alpha: u8| if n == 2 { alpha / 2 } else { alpha };
        let pixels: Vec<Pixel> =
            (0..34 * 28).map(|index| [n as u8 * 40, index as u8, 200, glass(edge(index))]).collect();
        image(34, &pixels)
    };
    let slips = [slip(0), slip(1), slip(2)];
    let copies: Vec<_> = (0..400)
        .map(|n: i32| {
            let (left, top) = (n * 7919 % 240 - 20, n * 104_729 % 140 - 20);
            (&slips[n as usize % 3], left, top)
        })
        .collect();
    let mut pixels = Pixels::new(201, 99);
    for round in 0..2 {
        pixels.wipe();
        for (image, left, top) in &copies[round * 100..] {
            pixels.put(image, *left, *top);
        }
        for (index, (pixel, plain)) in pixels.data.iter().zip(plain((201, 99), &copies[round * 100..])).enumerate() {
            let near = pixel.iter().zip(plain).all(|(one, other)| one.abs_diff(other) < 8);
            assert!(near, "round {round}, pixel {index}: {pixel:?} instead of {plain:?}");
        }
    }
}

#[test]
fn images_are_clipped() {
    let numbered: Vec<Pixel> = (0..9).map(|n| [n, 0, 0, 255]).collect();
    let image = image(3, &numbered);
    for (left, top, expected) in [(-2, -2, (0, 0, 8)), (1, 1, (1, 1, 0)), (1, -1, (1, 0, 3)), (-1, 1, (0, 1, 1))] {
        let mut pixels = Pixels::new(2, 2);
        pixels.put(&image, left, top);
        let (column, row, number) = expected;
        assert_eq!(at(&pixels, column, row), [number, 0, 0, 255], "at {left}, {top}");
    }
    for (left, top) in [(-3, 0), (2, 0), (0, 2), (0, -3), (9, 9), (i32::MIN, i32::MAX)] {
        let mut pixels = Pixels::new(2, 2);
        pixels.put(&image, left, top);
        assert!(pixels.painted().is_empty() && pixels.data.iter().all(|pixel| *pixel == NOTHING), "{left}, {top}");
    }
}

#[test]
fn a_wiped_image_is_transparent() {
    let mut pixels = Pixels::new(3, 3);
    pixels.put(&image(2, &[RED; 4]), 1, 1);
    pixels.put(&image(1, &[GLASS]), 0, 0);
    pixels.wipe();
    assert!(pixels.data.iter().all(|pixel| *pixel == NOTHING) && pixels.painted().is_empty());
}
