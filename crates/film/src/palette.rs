//! A palette by median cut: the box of colours with the largest error is split until there are enough.

/// The most colours. A GIF has 256 numbers; one means unchanged.
const MOST: usize = 255;
/// Colours are binned by this many upper bits per channel.
const BITS: (u32, u32, u32) = (5, 6, 5);
const BINS: usize = 1 << (BITS.0 + BITS.1 + BITS.2);
/// A bin without a palette number yet.
const UNKNOWN: u16 = u16::MAX;

/// A histogram of colours.
#[derive(Clone, Debug)]
pub struct Colours {
    bins: Vec<Bin>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    count: u64,
    /// The sum per channel.
    sum: [u64; 3],
}

impl Default for Colours {
    fn default() -> Self {
        Self { bins: vec![Bin::default(); BINS] }
    }
}

impl Colours {
    /// Counts the colours of an image: red, green, blue and opacity of each pixel.
    pub fn see(&mut self, rgba: &[u8]) {
        for pixel in rgba.as_chunks().0 {
            let bin = &mut self.bins[bin_of(*pixel)];
            bin.count += 1;
            for (sum, value) in bin.sum.iter_mut().zip(pixel) {
                *sum += u64::from(*value);
            }
        }
    }

    /// The palette for the colours counted so far.
    #[must_use]
    pub fn palette(&self) -> Palette {
        let seen: Vec<Bin> = self.bins.iter().filter(|bin| bin.count > 0).copied().collect();
        let mut boxes = vec![Set::of(seen)];
        while boxes.len() < MOST {
            let widest = boxes.iter().enumerate().max_by_key(|(_, set)| set.error).filter(|(_, set)| set.error > 0);
            let Some((at, _)) = widest else { break };
            let (low, high) = boxes.swap_remove(at).halves();
            boxes.extend([low, high]);
        }
        Palette { colours: boxes.iter().map(Set::mean).collect(), known: vec![UNKNOWN; BINS] }
    }
}

/// A box of colours that become one.
#[derive(Clone, Debug)]
struct Set {
    bins: Vec<Bin>,
    /// The error of the box along its worst channel, and that channel.
    error: u64,
    channel: usize,
}

impl Set {
    fn of(bins: Vec<Bin>) -> Self {
        let mut set = Self { bins, error: 0, channel: 0 };
        let mean = set.mean();
        for (channel, middle) in mean.into_iter().enumerate() {
            let off = |bin: &Bin| bin.value(channel).abs_diff(u64::from(middle));
            // Large areas count for more than small ones, but less than in proportion.
            let error = set.bins.iter().map(|bin| bin.count.isqrt() * off(bin) * off(bin)).sum();
            if error > set.error && set.bins.len() > 1 {
                (set.error, set.channel) = (error, channel);
            }
        }
        set
    }

    fn mean(&self) -> [u8; 3] {
        let count: u64 = self.bins.iter().map(|bin| bin.count).sum();
        let sum = |channel| self.bins.iter().map(|bin| bin.sum[channel]).sum::<u64>();
        [0, 1, 2].map(|channel| (sum(channel) + count / 2).checked_div(count).unwrap_or(0) as u8)
    }

    /// The parts below and above the mean; neither is empty.
    fn halves(self) -> (Self, Self) {
        let channel = self.channel;
        let mean = u64::from(self.mean()[channel]);
        let (mut low, mut high): (Vec<Bin>, Vec<Bin>) = self.bins.iter().partition(|bin| bin.value(channel) < mean);
        if low.is_empty() {
            // Rounding can put the mean on the lowest value.
            (low, high) = self.bins.iter().partition(|bin| bin.value(channel) <= mean);
        }
        (Self::of(low), Self::of(high))
    }
}

impl Bin {
    fn value(&self, channel: usize) -> u64 {
        self.sum[channel] / self.count
    }
}

/// A palette of at most 255 colours.
#[derive(Clone, Debug)]
pub struct Palette {
    colours: Vec<[u8; 3]>,
    /// The number per bin, once looked up.
    known: Vec<u16>,
}

impl Palette {
    /// The colours by number.
    #[must_use]
    pub fn colours(&self) -> &[[u8; 3]] {
        &self.colours
    }

    /// The number of the nearest colour.
    pub fn number(&mut self, pixel: [u8; 4]) -> u8 {
        let bin = bin_of(pixel);
        if self.known[bin] == UNKNOWN {
            let off = |colour: &[u8; 3]| -> u32 {
                colour.iter().zip(pixel).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
            };
            let nearest = self.colours.iter().enumerate().min_by_key(|(_, colour)| off(colour));
            self.known[bin] = nearest.map_or(0, |(number, _)| number as u16);
        }
        self.known[bin] as u8
    }
}

fn bin_of(pixel: [u8; 4]) -> usize {
    let bits = |value: u8, bits: u32| usize::from(value >> (8 - bits));
    (bits(pixel[0], BITS.0) << (BITS.1 + BITS.2)) | (bits(pixel[1], BITS.1) << BITS.2) | bits(pixel[2], BITS.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colours_stand_for_themselves() {
        let mut colours = Colours::default();
        let image = [[251, 246, 236, 255], [32, 70, 60, 255], [200, 68, 58, 255], [32, 70, 60, 255]];
        colours.see(image.as_flattened());
        let mut palette = colours.palette();
        assert_eq!(palette.colours().len(), 3);
        for pixel in image {
            let number = palette.number(pixel);
            assert_eq!(palette.colours()[usize::from(number)], pixel[..3]);
        }
    }

    #[test]
    fn many_colours_are_stood_for_by_near_ones() {
        let mut colours = Colours::default();
        let image: Vec<u8> =
            (0..=255u8).flat_map(|a| (0..=255u8).flat_map(move |b| [a, b, a / 2 + b / 2, 255])).collect();
        // A flat ground that fills most of the picture keeps its exact colour.
        let ground = [27, 21, 18, 255];
        colours.see(&image);
        colours.see(&ground.repeat(200_000));
        let mut palette = colours.palette();
        assert_eq!(palette.colours().len(), MOST);
        let number = usize::from(palette.number(ground));
        assert!(palette.colours()[number].iter().zip(ground).all(|(a, b)| a.abs_diff(b) <= 1));
        for pixel in image.as_chunks().0 {
            let number = usize::from(palette.number(*pixel));
            assert!(palette.colours()[number].iter().zip(pixel).all(|(a, b)| a.abs_diff(*b) < 32), "{pixel:?}");
        }
    }

    #[test]
    fn nothing_seen_is_no_failure() {
        assert_eq!(Colours::default().palette().number([1, 2, 3, 255]), 0);
    }
}
