//! A connection whose parser's own answers are replaced.

use std::fmt;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use faultwire::Renderer;
use pin_project_lite::pin_project;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::framing::Framing;
use super::replace;

pin_project! {
    /// A connection on which an HTTP/1 parser's own answers leave in the renderer's default style.
    ///
    /// It goes between the server and the transport, inside TLS. Everything else passes as it is, by vectored writes
    /// too; a connection that speaks HTTP/2 or was upgraded is not looked at any more.
    ///
    /// ```
    /// use faultwire_tower::faultwire::Renderer;
    /// use faultwire_tower::parser::FaultIo;
    /// use tokio::io::{AsyncReadExt, AsyncWriteExt};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> std::io::Result<()> {
    /// let (transport, mut client) = tokio::io::duplex(1024);
    /// let mut server = FaultIo::new(transport, Renderer::default());
    /// server.write_all(b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n").await?;
    /// server.shutdown().await?;
    ///
    /// let mut answer = String::new();
    /// client.read_to_string(&mut answer).await?;
    /// assert!(answer.contains("application/problem+json"));
    /// # Ok(())
    /// # }
    /// ```
    pub struct FaultIo<T> {
        #[pin]
        inner: T,
        renderer: Arc<Renderer>,
        framing: Framing,
        // What is left to write of a replaced answer.
        instead: Bytes,
        asked: Option<Asked>,
    }
}

/// Counts the requests of one connection that reached the service, where a server lets that be told.
///
/// Some servers do not say `connection: close` in an answer of their parser's, after which they close. With
/// [`FaultIo::with_asked`] it is known nevertheless: an answer that nobody was asked for is the parser's own.
///
/// ```
/// use faultwire_tower::faultwire::Renderer;
/// use faultwire_tower::parser::{Asked, FaultIo};
/// use tokio::io::{AsyncReadExt, AsyncWriteExt};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// let bare = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n";
/// let (transport, mut client) = tokio::io::duplex(1024);
/// let asked = Asked::default();
/// let mut server = FaultIo::new(transport, Renderer::default()).with_asked(asked.clone());
/// asked.count();
/// server.write_all(bare).await?;
/// server.write_all(bare).await?;
/// server.shutdown().await?;
///
/// let mut answers = String::new();
/// client.read_to_string(&mut answers).await?;
/// assert_eq!(answers.matches("application/problem+json").count(), 1);
/// assert_eq!(answers.matches("connection: close").count(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Asked(Arc<AtomicU64>);

impl Asked {
    /// Notes that a request is handed to the service: before anything is written in answer to it.
    pub fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

impl<T> FaultIo<T> {
    /// Wraps a new connection: nothing may have been written to it yet.
    pub fn new(inner: T, renderer: impl Into<Arc<Renderer>>) -> Self {
        Self { inner, renderer: renderer.into(), framing: Framing::new(), instead: Bytes::new(), asked: None }
    }

    /// Takes a count of the requests that reach the service; every one of them must be counted.
    #[must_use]
    pub fn with_asked(mut self, asked: Asked) -> Self {
        self.asked = Some(asked);
        self
    }

    /// The count of the requests that reach the service, if there is one.
    pub const fn asked(&self) -> Option<&Asked> {
        self.asked.as_ref()
    }

    /// The connection below.
    pub const fn get_ref(&self) -> &T {
        &self.inner
    }

    /// The connection below.
    pub const fn get_mut(&mut self) -> &mut T {
        &mut self.inner
    }

    /// The connection below. What was not flushed yet of a replaced answer is lost.
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl<T: AsyncWrite> FaultIo<T> {
    /// Writes what is left of a replaced answer.
    fn poll_instead(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut this = self.project();
        while !this.instead.is_empty() {
            let count = ready!(this.inner.as_mut().poll_write(cx, this.instead))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            this.instead.advance(count);
        }
        Poll::Ready(Ok(()))
    }

    /// Takes over a parser's own answer, to write another one with the next write, flush or shutdown.
    fn replace(self: Pin<&mut Self>, written: &[u8]) -> bool {
        let this = self.project();
        if !this.framing.at_start() {
            return false;
        }
        let unasked =
            this.asked.as_ref().is_some_and(|asked| asked.0.load(Ordering::Relaxed) == this.framing.answers());
        let Some(instead) = replace(this.renderer, written, unasked) else { return false };
        *this.instead = instead;
        this.framing.lose();
        true
    }
}

impl<T: AsyncRead> AsyncRead for FaultIo<T> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.project().inner.poll_read(cx, buf)
    }
}

impl<T: AsyncWrite> AsyncWrite for FaultIo<T> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.as_mut().poll_instead(cx))?;
        if self.as_mut().replace(buf) {
            return Poll::Ready(Ok(buf.len()));
        }
        let this = self.project();
        let count = ready!(this.inner.poll_write(cx, buf))?;
        this.framing.wrote(buf, count);
        Poll::Ready(Ok(count))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        ready!(self.as_mut().poll_instead(cx))?;
        let mut filled = bufs.iter().filter(|buf| !buf.is_empty());
        if let (Some(only), None) = (filled.next(), filled.next()) {
            if self.as_mut().replace(only) {
                return Poll::Ready(Ok(only.len()));
            }
        }
        let this = self.project();
        let count = ready!(this.inner.poll_write_vectored(cx, bufs))?;
        if !this.framing.is_lost() {
            let mut left = count;
            for buf in bufs.iter().filter(|buf| !buf.is_empty()) {
                let taken = left.min(buf.len());
                this.framing.wrote(buf, taken);
                left -= taken;
            }
        }
        Poll::Ready(Ok(count))
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.as_mut().poll_instead(cx))?;
        self.project().inner.poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.as_mut().poll_instead(cx))?;
        self.project().inner.poll_shutdown(cx)
    }
}

impl<T: fmt::Debug> fmt::Debug for FaultIo<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultIo").field("inner", &self.inner).finish_non_exhaustive()
    }
}
