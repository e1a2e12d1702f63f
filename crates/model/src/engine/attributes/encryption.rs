//! Server-side encryption.

use crate::sqs::{ByName, Error, ErrorKind};

/// The encryption attributes. Nothing is encrypted, but the attributes depend on each other.
///
/// Source: `docs/sqs-behaviour.md`, section 1.7.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::engine) struct Encryption {
    pub(super) sqs_managed: bool,
    pub(super) kms_key: Option<String>,
    pub(super) kms_reuse_s: u32,
}

pub(in crate::engine) const KMS_REUSE_DEFAULT_S: u32 = 300;

impl Default for Encryption {
    fn default() -> Self {
        Self { sqs_managed: true, kms_key: None, kms_reuse_s: KMS_REUSE_DEFAULT_S }
    }
}

impl Encryption {
    /// A KMS key and the managed key exclude each other. Returns an error if both are requested.
    pub(super) fn settle(&mut self, given: &ByName<String>) -> Result<(), Error> {
        let kms = given.get("KmsMasterKeyId").is_some_and(|key| !key.is_empty());
        let sqs_managed = given.contains_key("SqsManagedSseEnabled") && self.sqs_managed;
        if kms && sqs_managed {
            return Err(Error::new(
                ErrorKind::InvalidAttributeName,
                "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS \
                 SSE.",
            ));
        }
        if kms {
            self.sqs_managed = false;
        } else if sqs_managed {
            *self = Self::default();
        }
        Ok(())
    }
}
