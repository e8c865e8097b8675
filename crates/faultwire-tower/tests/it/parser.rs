//! The answers that a parser gives by itself.

use faultwire_tower::faultwire::Renderer;
use faultwire_tower::parser::replacement;

const BARE: &str =
    "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\ndate: Mon, 23 Nov 2026 10:00:00 GMT\r\n\r\n";

fn renderer() -> Renderer {
    Renderer::builder().request_ids(|| "req-1".to_owned()).build().unwrap()
}

fn replaced(written: &str) -> Option<String> {
    replacement(&renderer(), written.as_bytes()).map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
}

/// The head, and the body by the length that the head announces.
fn split(answer: &str) -> (&str, &str) {
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).expect("a length");
    assert_eq!(length.parse(), Ok(body.len()));
    (head, body)
}

#[test]
fn a_bare_answer_is_replaced_and_keeps_connection_and_date() {
    let answer = replaced(BARE).unwrap();
    let (head, body) = split(&answer);
    assert!(
        head.starts_with("HTTP/1.1 400 Bad Request\r\nconnection: close\r\ndate: Mon, 23 Nov 2026 10:00:00 GMT\r\n")
    );
    assert!(head.contains("content-type: application/problem+json"));
    let json: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(json["detail"], "The request is not valid HTTP.");
}

#[test]
fn the_statuses_of_parsers_are_known_in_any_case_of_names() {
    for status in ["400 Bad Request", "408 Request Timeout", "414 URI Too Long", "431 Request Header Fields Too Large"]
    {
        let bare = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        let answer = replaced(&bare).unwrap();
        assert!(split(&answer).0.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{answer}");
    }
    let old = replaced("HTTP/1.0 400 Bad Request\r\ncontent-length: 0\r\n\r\n").unwrap();
    assert!(old.starts_with("HTTP/1.0 400 Bad Request\r\n"));
}

#[test]
fn everything_else_passes() {
    for other in [
        "",
        "HTTP/1.1 400 Bad Request\r\n",
        "HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n",
        "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 400 Bad Request\r\nconnection: keep-alive\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.0 400 Bad Request\r\nconnection: keep-alive\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 5\r\n\r\n",
        "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\ncontent-type: text/plain\r\n\r\n",
        "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\nset-cookie: a=b\r\n\r\n",
        "HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
        "HTTP/2.0 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 +40 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
    ] {
        assert_eq!(replaced(other), None, "{other:?}");
    }
    let with = |more: &str| format!("{BARE}{more}");
    assert_eq!(replaced(&with("x")), None);
    assert_eq!(replaced(&with(BARE)), None);
    assert_eq!(replaced(&BARE.replace("date: ", &format!("date: {}", "x".repeat(300)))), None);
    for end in 1..BARE.len() {
        assert_eq!(replaced(&BARE[..end]), None);
        assert_eq!(replaced(&BARE[end..]), None);
    }
}

#[cfg(feature = "io")]
mod io {
    use std::io::{self, IoSlice};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use faultwire_tower::parser::FaultIo;
    use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};

    use super::{BARE, renderer, split};

    const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n";

    /// Takes so many bytes at a time, and makes the writer wait every other time.
    struct Slow {
        taken: Vec<u8>,
        piece: usize,
        vectored: bool,
        waits: bool,
        flushed: usize,
    }

    impl Slow {
        fn new(piece: usize, vectored: bool) -> Self {
            Self { taken: Vec::new(), piece, vectored, waits: false, flushed: 0 }
        }

        fn text(&self) -> &str {
            std::str::from_utf8(&self.taken).unwrap()
        }
    }

    impl AsyncWrite for Slow {
        fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
            self.poll_write_vectored(cx, &[IoSlice::new(buf)])
        }

        fn poll_write_vectored(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
            bufs: &[IoSlice<'_>],
        ) -> Poll<io::Result<usize>> {
            self.waits = !self.waits;
            if self.waits {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            let bytes: Vec<u8> = bufs.iter().flat_map(|buf| buf.iter()).copied().take(self.piece).collect();
            self.taken.extend(&bytes);
            Poll::Ready(Ok(bytes.len()))
        }

        fn is_write_vectored(&self) -> bool {
            self.vectored
        }

        fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            self.flushed = self.taken.len();
            Poll::Ready(Ok(()))
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    impl AsyncRead for Slow {
        fn poll_read(self: Pin<&mut Self>, _: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
            buf.put_slice(b"read");
            Poll::Ready(Ok(()))
        }
    }

    /// Writes like hyper: what is left of the buffers, again and again, then flushes.
    async fn write(io: &mut FaultIo<Slow>, parts: &[&str]) {
        let mut left: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        while left.iter().any(|part| !part.is_empty()) {
            let mut count = if io.is_write_vectored() {
                let slices: Vec<_> = left.iter().map(|part| IoSlice::new(part)).collect();
                io.write_vectored(&slices).await.unwrap()
            } else {
                io.write(left.iter().find(|part| !part.is_empty()).unwrap()).await.unwrap()
            };
            for part in &mut left {
                let taken = count.min(part.len());
                *part = &part[taken..];
                count -= taken;
            }
        }
        io.flush().await.unwrap();
    }

    #[tokio::test]
    async fn nothing_is_lost_or_doubled_by_a_slow_connection() {
        for vectored in [false, true] {
            for piece in (1..40).chain([1000]) {
                let mut io = FaultIo::new(Slow::new(piece, vectored), renderer());
                write(&mut io, &[BARE]).await;
                let text = io.get_ref().text().to_owned();
                assert_eq!(io.get_ref().flushed, text.len());
                assert!(split(&text).1.ends_with('}'), "in pieces of {piece}: {text}");
                io.shutdown().await.unwrap();
                assert_eq!(io.into_inner().text(), text);
            }
        }
    }

    #[tokio::test]
    async fn after_other_answers_it_is_still_replaced() {
        for vectored in [false, true] {
            let mut io = FaultIo::new(Slow::new(7, vectored), renderer());
            write(&mut io, &[OK, "hi"]).await;
            write(&mut io, &["HTTP/1.1 100 Continue\r\n\r\n"]).await;
            write(&mut io, &[OK, "ho"]).await;
            let before = io.get_ref().text().len();
            write(&mut io, &[BARE]).await;
            let (head, _) = split(&io.get_ref().text()[before..]);
            assert!(head.contains("application/problem+json"), "{head}");
            // It was the last one.
            let before = io.get_ref().text().len();
            write(&mut io, &[BARE]).await;
            assert_eq!(&io.get_ref().text()[before..], BARE);
        }
    }

    #[tokio::test]
    async fn a_body_that_looks_like_one_passes() {
        for vectored in [false, true] {
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", BARE.len());
            let mut io = FaultIo::new(Slow::new(1000, vectored), renderer());
            write(&mut io, &[&head]).await;
            write(&mut io, &[BARE]).await;
            assert_eq!(io.get_ref().text(), format!("{head}{BARE}"));
        }
    }

    #[tokio::test]
    async fn an_upgraded_connection_passes() {
        let upgrade = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n";
        let mut io = FaultIo::new(Slow::new(1000, false), renderer());
        write(&mut io, &[upgrade]).await;
        write(&mut io, &[BARE]).await;
        assert_eq!(io.get_ref().text(), format!("{upgrade}{BARE}"));
    }

    #[tokio::test]
    async fn a_shutdown_writes_what_is_left() {
        let mut io = FaultIo::new(Slow::new(9, false), renderer());
        assert_eq!(io.write(BARE.as_bytes()).await.unwrap(), BARE.len());
        io.shutdown().await.unwrap();
        split(io.get_ref().text());
        let mut read = [0; 4];
        io.read_exact(&mut read).await.unwrap();
        assert_eq!(&read, b"read");
    }
}
