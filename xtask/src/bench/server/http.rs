//! As much of HTTP as a measurement needs: one connection that is kept, one request after another.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

/// A connection to the server.
pub struct Client {
    address: String,
    stream: BufReader<TcpStream>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// As sent: compressed, if that was asked for.
    pub body: Vec<u8>,
    /// From the first byte sent to the last one received.
    pub took: Duration,
}

/// What a browser over https says it can read.
const ENCODINGS: &str = "gzip, deflate, br";

impl Client {
    /// Connects to `127.0.0.1:PORT`.
    pub fn connect(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).context("the server does not answer")?;
        stream.set_nodelay(true)?;
        Ok(Self {
            address: address.to_owned(),
            stream: BufReader::new(stream),
        })
    }

    /// Asks for a page as a browser does.
    pub fn get(&mut self, path: &str, cookie: &str) -> Result<Answer> {
        self.ask(&format!("GET {path}"), cookie, Some(ENCODINGS), None)
    }

    /// Asks for a page to be read here.
    pub fn get_plain(&mut self, path: &str, cookie: &str) -> Result<String> {
        let answer = self.ask(&format!("GET {path}"), cookie, None, None)?;
        ensure!(answer.status == 200, "{path}: {}", answer.status);
        Ok(String::from_utf8(answer.body)?)
    }

    /// Sends a form.
    pub fn post(&mut self, path: &str, cookie: &str, form: &[(&str, &str)]) -> Result<Answer> {
        let fields: Vec<_> = form
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        let body = fields.join("&");
        self.ask(
            &format!("POST {path}"),
            cookie,
            Some(ENCODINGS),
            Some(&body),
        )
    }

    fn ask(
        &mut self,
        line: &str,
        cookie: &str,
        encodings: Option<&str>,
        form: Option<&str>,
    ) -> Result<Answer> {
        let address = &self.address;
        let mut request =
            format!("{line} HTTP/1.1\r\nhost: {address}\r\ncookie: fallible={cookie}\r\n");
        if let Some(encodings) = encodings {
            request += &format!("accept-encoding: {encodings}\r\n");
        }
        if let Some(form) = form {
            let (length, kind) = (form.len(), "application/x-www-form-urlencoded");
            request += &format!(
                "origin: http://{address}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n"
            );
        }
        request += "\r\n";
        request += form.unwrap_or_default();
        let start = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (status, body) = self.answer().with_context(|| line.to_owned())?;
        Ok(Answer {
            status,
            body,
            took: start.elapsed(),
        })
    }

    fn answer(&mut self) -> Result<(u16, Vec<u8>)> {
        let status = self.line()?;
        let status = status.split(' ').nth(1).context("no status")?.parse()?;
        let (mut length, mut is_chunked) = (0, false);
        loop {
            let header = self.line()?.to_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            is_chunked |= header.starts_with("transfer-encoding:") && header.contains("chunked");
        }
        let mut body = Vec::new();
        if !is_chunked {
            self.read(&mut body, length)?;
            return Ok((status, body));
        }
        loop {
            let size = usize::from_str_radix(self.line()?.trim(), 16)?;
            self.read(&mut body, size)?;
            self.line()?;
            if size == 0 {
                return Ok((status, body));
            }
        }
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        let read = self.stream.read_line(&mut line)?;
        ensure!(read > 0, "the server closed the connection");
        Ok(line.trim_end().to_owned())
    }

    fn read(&mut self, body: &mut Vec<u8>, length: usize) -> Result<()> {
        let from = body.len();
        body.resize(from + length, 0);
        Ok(self.stream.read_exact(&mut body[from..])?)
    }
}

/// A value of a form as it is sent.
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len() * 2);
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() {
            escaped.push(char::from(byte));
        } else {
            escaped += &format!("%{byte:02X}");
        }
    }
    escaped
}

/// The value of the first field of this name on a page.
pub fn field(page: &str, name: &str) -> Result<String> {
    let marked = page.split_once(&format!("name=\"{name}\" value=\""));
    let (_, rest) = marked.with_context(|| format!("the page has no field {name}"))?;
    Ok(rest.split('"').next().unwrap_or_default().to_owned())
}

/// The text in the first text area of a page.
pub fn text_area(page: &str) -> Result<String> {
    let (_, rest) = page.split_once("<textarea").context("no text area")?;
    let (_, rest) = rest.split_once('>').context("no text area")?;
    let (text, _) = rest.split_once("</textarea>").context("no text area")?;
    let mut text = text.trim_start_matches('\n').to_owned();
    for (escape, plain) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#38;", "&"),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&amp;", "&"),
    ] {
        text = text.replace(escape, plain);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_from_a_page() {
        let page = r#"<input name="csrf" value="abc"><textarea rows="3">
a &#60;b&#62; &amp; c</textarea>"#;
        assert_eq!(field(page, "csrf").unwrap(), "abc");
        assert_eq!(text_area(page).unwrap(), "a <b> & c");
        assert!(field(page, "version").is_err());
        assert_eq!(escaped("a b\n"), "a%20b%0A");
    }
}
