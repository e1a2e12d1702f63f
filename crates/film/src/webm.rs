//! The WebM container for video that an encoder made, with cues so that players can seek. It is written at the end, so
//! all sizes are known.

/// The parameters of a film.
#[derive(Clone, Copy, Debug)]
pub struct Webm {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// WebM's name of the codec, such as `V_VP9`.
    pub codec: &'static str,
    /// The duration of each picture, in milliseconds.
    pub frame_ms: u64,
}

/// One encoded picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Whether it is a key frame. The first is.
    pub key: bool,
    /// Its size, in bytes.
    pub bytes: usize,
}

/// Element ids of the Matroska specification.
mod id {
    pub(super) const EBML: u32 = 0x1a45_dfa3;
    pub(super) const DOC_TYPE: u32 = 0x4282;
    pub(super) const DOC_TYPE_VERSION: u32 = 0x4287;
    pub(super) const DOC_TYPE_READ_VERSION: u32 = 0x4285;
    pub(super) const SEGMENT: u32 = 0x1853_8067;
    pub(super) const INFO: u32 = 0x1549_a966;
    pub(super) const TIMESTAMP_SCALE: u32 = 0x002a_d7b1;
    pub(super) const DURATION: u32 = 0x4489;
    pub(super) const MUXING_APP: u32 = 0x4d80;
    pub(super) const WRITING_APP: u32 = 0x5741;
    pub(super) const TRACKS: u32 = 0x1654_ae6b;
    pub(super) const TRACK_ENTRY: u32 = 0xae;
    pub(super) const TRACK_NUMBER: u32 = 0xd7;
    pub(super) const TRACK_UID: u32 = 0x73c5;
    pub(super) const TRACK_TYPE: u32 = 0x83;
    pub(super) const FLAG_LACING: u32 = 0x9c;
    pub(super) const DEFAULT_DURATION: u32 = 0x0023_e383;
    pub(super) const CODEC_ID: u32 = 0x86;
    pub(super) const VIDEO: u32 = 0xe0;
    pub(super) const PIXEL_WIDTH: u32 = 0xb0;
    pub(super) const PIXEL_HEIGHT: u32 = 0xba;
    pub(super) const CUES: u32 = 0x1c53_bb6b;
    pub(super) const CUE_POINT: u32 = 0xbb;
    pub(super) const CUE_TIME: u32 = 0xb3;
    pub(super) const CUE_TRACK_POSITIONS: u32 = 0xb7;
    pub(super) const CUE_TRACK: u32 = 0xf7;
    pub(super) const CUE_CLUSTER_POSITION: u32 = 0xf1;
    pub(super) const CLUSTER: u32 = 0x1f43_b675;
    pub(super) const TIMESTAMP: u32 = 0xe7;
    pub(super) const SIMPLE_BLOCK: u32 = 0xa3;
}

/// The longest cluster, in milliseconds: times within a cluster have 16 bits. A cluster starts at a key frame.
const CLUSTER_MS: u64 = 30_000;
/// The size of a block's header: track, time, flags.
const BLOCK_HEAD: u64 = 4;

/// Consecutive pictures in one cluster.
struct Cluster {
    at_ms: u64,
    from: usize,
    to: usize,
}

impl Webm {
    /// The bytes to write before each picture. These and the pictures, in turn, are the file.
    #[must_use]
    pub fn frame(&self, blocks: &[Block]) -> Vec<Vec<u8>> {
        let clusters = self.clusters(blocks);
        let bodies: Vec<u64> = clusters.iter().map(|cluster| self.body(cluster, blocks)).collect();
        let mut described = self.info(blocks.len());
        described.extend(self.tracks());
        // Positions always take eight bytes, so the size of the cues is known before the positions are.
        let first = described.len() as u64 + cues(clusters.iter().map(|cluster| (cluster.at_ms, 0))).len() as u64;
        let whole: Vec<u64> = bodies.iter().map(|body| 12 + body).collect();
        let positions = whole.iter().scan(first, |at, length| Some(std::mem::replace(at, *at + length)));
        described.extend(cues(clusters.iter().map(|cluster| cluster.at_ms).zip(positions)));
        let segment = described.len() as u64 + whole.iter().sum::<u64>();
        let mut before = [head(), opening(id::SEGMENT, segment), described].concat();
        let mut parts = Vec::with_capacity(blocks.len());
        for (cluster, body) in clusters.iter().zip(&bodies) {
            before.extend(opening(id::CLUSTER, *body));
            before.extend(number(id::TIMESTAMP, cluster.at_ms));
            for (nth, block) in blocks[cluster.from..cluster.to].iter().enumerate() {
                before.extend(opening(id::SIMPLE_BLOCK, BLOCK_HEAD + block.bytes as u64));
                let since = (nth as u64 * self.frame_ms) as u16;
                before.push(0x81);
                before.extend(since.to_be_bytes());
                before.push(if block.key { 0x80 } else { 0 });
                parts.push(std::mem::take(&mut before));
            }
        }
        parts
    }

    fn clusters(&self, blocks: &[Block]) -> Vec<Cluster> {
        let mut clusters: Vec<Cluster> = Vec::new();
        for (nth, block) in blocks.iter().enumerate() {
            let at_ms = nth as u64 * self.frame_ms;
            match clusters.last_mut().filter(|last| !block.key && at_ms - last.at_ms < CLUSTER_MS) {
                Some(last) => last.to = nth + 1,
                None => clusters.push(Cluster { at_ms, from: nth, to: nth + 1 }),
            }
        }
        clusters
    }

    /// The size of a cluster's content, in bytes.
    fn body(&self, cluster: &Cluster, blocks: &[Block]) -> u64 {
        let opening = opening(id::SIMPLE_BLOCK, 0).len() as u64 + BLOCK_HEAD;
        let blocks = blocks[cluster.from..cluster.to].iter().map(|block| opening + block.bytes as u64);
        number(id::TIMESTAMP, cluster.at_ms).len() as u64 + blocks.sum::<u64>()
    }

    fn info(&self, frames: usize) -> Vec<u8> {
        let duration = frames as f64 * self.frame_ms as f64;
        let inside = [
            number(id::TIMESTAMP_SCALE, 1_000_000),
            element(id::DURATION, &duration.to_be_bytes()),
            element(id::MUXING_APP, b"Order Board"),
            element(id::WRITING_APP, b"Order Board"),
        ];
        element(id::INFO, &inside.concat())
    }

    fn tracks(&self) -> Vec<u8> {
        let video = [number(id::PIXEL_WIDTH, self.width.into()), number(id::PIXEL_HEIGHT, self.height.into())];
        let track = [
            number(id::TRACK_NUMBER, 1),
            number(id::TRACK_UID, 1),
            number(id::TRACK_TYPE, 1),
            number(id::FLAG_LACING, 0),
            number(id::DEFAULT_DURATION, self.frame_ms * 1_000_000),
            element(id::CODEC_ID, self.codec.as_bytes()),
            element(id::VIDEO, &video.concat()),
        ];
        element(id::TRACKS, &element(id::TRACK_ENTRY, &track.concat()))
    }
}

fn head() -> Vec<u8> {
    let inside =
        [element(id::DOC_TYPE, b"webm"), number(id::DOC_TYPE_VERSION, 2), number(id::DOC_TYPE_READ_VERSION, 2)];
    element(id::EBML, &inside.concat())
}

/// The cues: the position of each cluster by time.
fn cues(clusters: impl Iterator<Item = (u64, u64)>) -> Vec<u8> {
    let points = clusters.map(|(at_ms, position)| {
        let place = [number(id::CUE_TRACK, 1), number(id::CUE_CLUSTER_POSITION, position)];
        let point = [number(id::CUE_TIME, at_ms), element(id::CUE_TRACK_POSITIONS, &place.concat())];
        element(id::CUE_POINT, &point.concat())
    });
    element(id::CUES, &points.collect::<Vec<_>>().concat())
}

fn element(id: u32, inside: &[u8]) -> Vec<u8> {
    [&opening(id, inside.len() as u64), inside].concat()
}

fn number(id: u32, value: u64) -> Vec<u8> {
    element(id, &value.to_be_bytes())
}

/// The header of an element: its id without leading zeros, and the size in eight bytes.
fn opening(id: u32, size: u64) -> Vec<u8> {
    let name = id.to_be_bytes();
    let zeros = name.iter().take_while(|byte| **byte == 0).count();
    let mut bytes = name[zeros..].to_vec();
    bytes.extend((size | 1 << 56).to_be_bytes());
    bytes
}
