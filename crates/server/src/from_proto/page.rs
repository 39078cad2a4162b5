//! Pages of lists. A page token is the last name of the page, with a checksum over it and the list it is of, so that a token
//! of another list, or one made up, is refused.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

use crate::error::{Error, Fault};

const SIZE_DEFAULT: usize = 50;
const SIZE_MAX: usize = 1000;

/// A page of full texts ends once they come to this many bytes.
pub(crate) const PAGE_TEXT_BYTES_MAX: usize = 8 << 20;

/// How many bytes of the checksum a token carries: enough to catch slips.
const CHECKSUM_BYTES: usize = 6;

/// Which page of a list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Paging {
    list: String,
    /// How many items at most.
    pub(crate) size: usize,
    /// The last item of the page before.
    pub(crate) after: Option<String>,
}

/// Reads which page of the list `list` is asked for.
pub(crate) fn paging(list: &str, size: i32, token: &str) -> Result<Paging, Error> {
    let size = usize::try_from(size)
        .map_err(|_| Fault::OutOfRange { found: size.to_string(), rule: "0 or more" }.of("page_size"))?;
    let size = if size == 0 { SIZE_DEFAULT } else { size.min(SIZE_MAX) };
    let after = if token.is_empty() {
        None
    } else {
        Some(open(list, token).ok_or_else(|| Fault::PageToken.of("page_token"))?)
    };
    Ok(Paging { list: list.to_owned(), size, after })
}

impl Paging {
    /// The token for the page after `last`.
    pub(crate) fn token(&self, last: &str) -> String {
        let mut bytes = checksum(&self.list, last).to_vec();
        bytes.extend_from_slice(last.as_bytes());
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }
}

fn open(list: &str, token: &str) -> Option<String> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
    let (sum, last) = bytes.split_at_checked(CHECKSUM_BYTES)?;
    let last = std::str::from_utf8(last).ok()?;
    (sum == checksum(list, last)).then(|| last.to_owned())
}

fn checksum(list: &str, last: &str) -> [u8; CHECKSUM_BYTES] {
    let digest = Sha256::new().chain_update(list).chain_update("\n").chain_update(last).finalize();
    let mut sum = [0; CHECKSUM_BYTES];
    sum.copy_from_slice(&digest[..CHECKSUM_BYTES]);
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_its_own_list_only() {
        let token = paging("collections/a", 1, "").unwrap().token("x");
        assert_eq!(paging("collections/a", 1, &token).unwrap().after.as_deref(), Some("x"));
        assert!(paging("collections/b", 1, &token).is_err());
        assert!(paging("collections/a", 1, "eA").is_err());
    }

    #[test]
    fn sizes_have_bounds() {
        assert_eq!(paging("l", 0, "").unwrap().size, SIZE_DEFAULT);
        assert_eq!(paging("l", i32::MAX, "").unwrap().size, SIZE_MAX);
        assert!(paging("l", -1, "").is_err());
    }
}
