//! A client that writes and reads HTTP/1 by itself.

use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

pub(crate) struct Client(pub(crate) BufReader<TcpStream>);

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    #[track_caller]
    pub(crate) fn code(&self) -> String {
        assert!(self.head.contains("content-type: application/json\r\n"), "{}{}", self.head, self.body);
        let json: serde_json::Value = serde_json::from_str(&self.body).unwrap();
        json["code"].as_str().unwrap().to_owned()
    }

    pub(crate) fn length(&self) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix("content-length: "))
    }
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> Self {
        Self(BufReader::new(TcpStream::connect(address).await.unwrap()))
    }

    pub(crate) async fn send(&mut self, request: &str) {
        // A server that has seen enough closes before all is written.
        _ = self.0.write_all(request.as_bytes()).await;
    }

    pub(crate) async fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).await.unwrap();
        line
    }

    pub(crate) async fn read(&mut self, has_body: bool) -> Answer {
        let mut head = String::new();
        loop {
            let line = self.line().await;
            assert!(!line.is_empty(), "closed after {head:?}");
            head += &line;
            if line == "\r\n" {
                break;
            }
        }
        let mut answer = Answer { status: head[9..12].parse().unwrap(), head, body: String::new() };
        let mut body = Vec::new();
        if !has_body {
        } else if answer.head.contains("transfer-encoding: chunked") {
            loop {
                let size = usize::from_str_radix(self.line().await.trim(), 16).unwrap();
                let mut chunk = vec![0; size + 2];
                self.0.read_exact(&mut chunk).await.unwrap();
                body.extend_from_slice(&chunk[..size]);
                if size == 0 {
                    break;
                }
            }
        } else {
            body = vec![0; answer.length().expect("a length").parse().unwrap()];
            self.0.read_exact(&mut body).await.unwrap();
        }
        answer.body = String::from_utf8(body).unwrap();
        answer
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n")).await;
        self.read(true).await
    }

    pub(crate) async fn is_closed(&mut self) -> bool {
        let mut rest = Vec::new();
        // A reset is as good: the server did not read all that was sent.
        self.0.read_to_end(&mut rest).await.is_err() || rest.is_empty()
    }
}
