//! The bytes that an asynchronous client uploads.

use futures_io::AsyncRead;

/// A reader whose bytes an asynchronous client uploads: every `futures_io::AsyncRead`, among them
/// `&[u8]`.
///
/// The trait exists for the message of a reader that cannot be used. A blocking client takes any
/// `std::io::Read`.
#[diagnostic::on_unimplemented(
    message = "an asynchronous client cannot read `{Self}`",
    label = "not an asynchronous reader",
    note = "pass bytes in memory as a slice, `&bytes[..]`",
    note = "pass a file of tokio with `.compat()` of `tokio_util::compat::TokioAsyncReadCompatExt`, and a `std::fs::File` to a blocking client"
)]
pub trait UploadSource: AsyncRead + Unpin {}

#[diagnostic::do_not_recommend]
impl<R: AsyncRead + Unpin> UploadSource for R {}
