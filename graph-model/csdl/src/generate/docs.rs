//! Doc comments from the metadata's descriptions: plain text that is safe as Markdown.

/// Appends the lines of a doc comment, wrapped to the width.
pub(super) fn write(source: &mut String, marker: &str, indent: &str, text: &str, width: usize) {
    let width = width
        .saturating_sub(indent.len() + marker.len() + 1)
        .max(40);
    let mut line = String::new();
    for word in text
        .split_whitespace()
        .map(escaped)
        .filter(|word| !word.is_empty())
    {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            push_line(source, marker, indent, &line);
            line.clear();
        }
        if line.is_empty() {
            line.push_str(&at_line_start(&word));
        } else {
            line.push(' ');
            line.push_str(&word);
        }
    }
    push_line(source, marker, indent, &line);
}

fn push_line(source: &mut String, marker: &str, indent: &str, line: &str) {
    if !line.is_empty() {
        source.push_str(&format!("{indent}{marker} {line}\n"));
    }
}

/// Escapes a word, so that rustdoc does not take it for a link, a tag or code, and rustc does not
/// take it for an attack.
fn escaped(word: &str) -> String {
    let visible: String = word.chars().filter(|c| !is_control(*c)).collect();
    if let Some(start) = visible.find("http://").or_else(|| visible.find("https://")) {
        let (before, url) = visible.split_at(start);
        let end = url
            .trim_end_matches(['.', ',', ')', ']', ';', '"', '\''])
            .len();
        let (url, after) = url.split_at(end);
        if !url.contains(['<', '>', '[', ']', '(', ')']) {
            return format!("{}<{url}>{}", plain(before), plain(after));
        }
    }
    plain(&visible)
}

fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        if matches!(c, '[' | ']' | '<' | '>' | '`') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

/// Escapes a word at the start of a line, where Markdown reads some words as a list, a heading or a
/// quotation.
fn at_line_start(word: &str) -> String {
    if word.starts_with(['#', '*', '+', '-', '=', '~']) {
        return format!("\\{word}");
    }
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < word.len() && digits.starts_with(['.', ')']) {
        let (number, rest) = word.split_at(word.len() - digits.len());
        return format!("{number}\\{rest}");
    }
    word.to_owned()
}

/// Whether this is a control character, or a character that changes the direction of text. rustc
/// rejects the latter in comments.
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
