//! Films read back: GIFs by a decoder, WebM files by a small parser.

use film::{Block, Colours, Gif, Webm};

const WIDE: u16 = 24;
const HIGH: u16 = 10;

/// A ground with a square at `x`.
fn picture(x: usize) -> Vec<u8> {
    let pixel = |at: usize| {
        let (column, row) = (at % usize::from(WIDE), at / usize::from(WIDE));
        let is_square = (x..x + 4).contains(&column) && (3..7).contains(&row);
        if is_square { [200, 68, 58, 255] } else { [251, 246, 236, 255] }
    };
    (0..usize::from(WIDE) * usize::from(HIGH)).flat_map(pixel).collect()
}

fn gif(pictures: &[Vec<u8>]) -> Vec<u8> {
    let mut colours = Colours::default();
    pictures.iter().for_each(|picture| colours.see(picture));
    let mut gif = Gif::new(WIDE, HIGH, colours.palette()).expect("there is room");
    for picture in pictures {
        gif.add(picture, 4).expect("there is room");
    }
    gif.finish().expect("there is room")
}

/// Each picture of a GIF as shown, with its duration.
fn seen(file: &[u8]) -> Vec<(Vec<u8>, u16)> {
    let mut decoder = gif::DecodeOptions::new();
    decoder.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = decoder.read_info(file).expect("a GIF");
    assert_eq!((decoder.width(), decoder.height(), decoder.repeat()), (WIDE, HIGH, gif::Repeat::Infinite));
    let mut screen = vec![0; usize::from(WIDE) * usize::from(HIGH) * 4];
    let mut all = Vec::new();
    while let Some(frame) = decoder.read_next_frame().expect("whole frames") {
        for (row, line) in frame.buffer.chunks_exact(usize::from(frame.width) * 4).enumerate() {
            for (column, pixel) in line.as_chunks::<4>().0.iter().enumerate().filter(|(_, pixel)| pixel[3] > 0) {
                let (x, y) = (usize::from(frame.left) + column, usize::from(frame.top) + row);
                let at = (y * usize::from(WIDE) + x) * 4;
                screen[at..at + 4].copy_from_slice(pixel);
            }
        }
        all.push((screen.clone(), frame.delay));
    }
    all
}

#[test]
fn a_gif_shows_each_picture_for_its_time() {
    let pictures = [picture(0), picture(3), picture(18)];
    assert_eq!(seen(&gif(&pictures)), pictures.map(|picture| (picture, 4)));
}

#[test]
fn an_unchanged_picture_extends_the_one_before() {
    let still = vec![picture(5); 100];
    let file = gif(&still);
    assert_eq!(seen(&file), [(picture(5), 400)]);
    let moving: Vec<_> = (0..100).map(|nth| picture(nth % 20)).collect();
    let all = seen(&gif(&moving));
    assert_eq!(all.iter().map(|(_, delay)| u32::from(*delay)).sum::<u32>(), 400);
    assert_eq!(all.last().map(|(picture, _)| picture), moving.last());
    assert!(file.len() < 900, "{}", file.len());
}

#[test]
fn the_same_pictures_are_the_same_file() {
    let pictures: Vec<_> = (0..8).map(picture).collect();
    assert_eq!(gif(&pictures), gif(&pictures));
}

/// An element: its id, position and content.
struct Element<'a> {
    id: u64,
    at: usize,
    inside: &'a [u8],
    /// The position of the content.
    from: usize,
}

fn elements(bytes: &[u8], from: usize) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let id_length = bytes[at].leading_zeros() as usize + 1;
        let number = |bytes: &[u8]| bytes.iter().fold(0u64, |value, byte| value << 8 | u64::from(*byte));
        let id = number(&bytes[at..at + id_length]);
        let sized = &bytes[at + id_length..];
        let size_length = sized[0].leading_zeros() as usize + 1;
        let size = (number(&sized[..size_length]) & !(1 << (7 * size_length))) as usize;
        let begin = at + id_length + size_length;
        found.push(Element { id, at: from + at, inside: &bytes[begin..begin + size], from: from + begin });
        at = begin + size;
    }
    found
}

fn value(elements: &[Element<'_>], id: u64) -> u64 {
    let element = elements.iter().find(|element| element.id == id).expect("it is there");
    element.inside.iter().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

#[test]
fn a_webm_has_correct_positions_and_sizes() {
    let blocks: Vec<Block> = (0..300).map(|nth| Block { key: nth % 125 == 0, bytes: 40 + nth }).collect();
    let webm = Webm { width: 640, height: 360, codec: "V_VP9", frame_ms: 40 };
    let parts = webm.frame(&blocks);
    assert_eq!(parts.len(), blocks.len());
    let data = |nth: usize| vec![nth as u8; blocks[nth].bytes];
    let file: Vec<u8> = parts.iter().enumerate().flat_map(|(nth, part)| [part.clone(), data(nth)].concat()).collect();

    let outer = elements(&file, 0);
    assert_eq!(outer.iter().map(|element| element.id).collect::<Vec<_>>(), [0x1a45_dfa3, 0x1853_8067]);
    let doc_type = elements(outer[0].inside, 0);
    assert_eq!(doc_type[0].inside, b"webm");
    let segment = &outer[1];
    let inner = elements(segment.inside, segment.from);
    let of = |id: u64| inner.iter().filter(move |element| element.id == id);

    let info = elements(of(0x1549_a966).next().expect("info").inside, 0);
    assert_eq!(f64::from_bits(value(&info, 0x4489)), 12_000.0);
    assert_eq!(value(&info, 0x2a_d7b1), 1_000_000);
    let track = elements(of(0x1654_ae6b).next().expect("tracks").inside, 0);
    let track = elements(track[0].inside, 0);
    assert_eq!(track.iter().find(|element| element.id == 0x86).map(|codec| codec.inside), Some(&b"V_VP9"[..]));
    let video = elements(track.iter().find(|element| element.id == 0xe0).expect("video").inside, 0);
    assert_eq!((value(&video, 0xb0), value(&video, 0xba)), (640, 360));

    let clusters: Vec<_> = of(0x1f43_b675).collect();
    let cues = elements(of(0x1c53_bb6b).next().expect("cues").inside, 0);
    assert_eq!((clusters.len(), cues.len()), (3, 3));
    let mut nth = 0;
    for (cluster, cue) in clusters.iter().zip(&cues) {
        let cue = elements(cue.inside, 0);
        let place = elements(cue.iter().find(|element| element.id == 0xb7).expect("a place").inside, 0);
        assert_eq!(value(&place, 0xf1) as usize, cluster.at - segment.from, "a cue leads to its cluster");
        let inside = elements(cluster.inside, 0);
        let begin = value(&inside, 0xe7);
        assert_eq!(value(&cue, 0xb3), begin);
        for block in inside.iter().filter(|element| element.id == 0xa3) {
            let (head, picture) = block.inside.split_at(4);
            let at = begin + u64::from(u16::from_be_bytes([head[1], head[2]]));
            assert_eq!((head[0], at, head[3] == 0x80), (0x81, nth as u64 * 40, blocks[nth].key));
            assert_eq!(picture, data(nth));
            nth += 1;
        }
    }
    assert_eq!(nth, blocks.len());
}

#[test]
fn times_in_a_cluster_fit_16_bits() {
    let blocks = vec![Block { key: false, bytes: 1 }; 2_000];
    let webm = Webm { width: 2, height: 2, codec: "V_VP8", frame_ms: 40 };
    let file: Vec<u8> = webm.frame(&blocks).into_iter().flat_map(|part| [part, vec![0]].concat()).collect();
    let outer = elements(&file, 0);
    let inner = elements(outer[1].inside, 0);
    let clusters: Vec<_> = inner.iter().filter(|element| element.id == 0x1f43_b675).collect();
    let begins: Vec<u64> = clusters.iter().map(|cluster| value(&elements(cluster.inside, 0), 0xe7)).collect();
    assert_eq!(begins, [0, 30_000, 60_000]);
}
