//! A server of the SAP Cloud Application Programming Model, which ends with its value.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

pub(crate) struct Server {
    process: Child,
    pub(crate) root: String,
}

impl Server {
    /// Installs the packages of the service if necessary, and starts it on a free port.
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("service");
        if !folder.join("node_modules").exists() {
            let status = Command::new("npm")
                .args(["install", "--silent", "--no-audit", "--no-fund"])
                .current_dir(&folder)
                .status()?;
            if !status.success() {
                return Err("npm install failed".into());
            }
        }
        let mut process = Command::new("node")
            .args(["node_modules/@sap/cds/bin/serve.js", "all", "--in-memory"])
            .env("PORT", "0")
            .current_dir(&folder)
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process.stdout.take().ok_or("the server has no output")?;
        let mut lines = BufReader::new(output).lines();
        while let Some(line) = lines.next() {
            let line = line?;
            if let Some((_, rest)) = line.split_once("http://localhost:") {
                let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
                let root = format!("http://localhost:{port}/odata/v4/library");
                // The server ends if nobody reads what it prints.
                thread::spawn(move || lines.count());
                return Ok(Self { process, root });
            }
        }
        Err("the server ended before it listened".into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
