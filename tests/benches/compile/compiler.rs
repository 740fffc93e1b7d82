//! Runs the compiler in a way that measures it.
//!
//! Cargo calls this program in place of the compiler (`RUSTC_WORKSPACE_WRAPPER`), for the generated
//! package alone. The program then runs the compiler under valgrind, which counts instructions
//! exactly, whatever else the machine does. Or it watches how much memory the compiler uses.

use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::{env, fs, process, thread};

/// The variable that names the file for the measurement.
const FILE: &str = "GRAPH_MEASURE_COMPILER";
/// The variable that says what is measured.
const WHAT: &str = "GRAPH_MEASURE_WHAT";

/// The measurements of one run of the compiler.
#[derive(Clone, Copy)]
pub(crate) enum Measurement {
    /// Millions of instructions. Needs valgrind.
    Instructions,
    /// The peak of the resident memory, in megabytes. Needs Linux.
    Memory,
    /// The seconds of user time. Needs Linux.
    UserTime,
}

impl Measurement {
    fn name(self) -> &'static str {
        match self {
            Self::Instructions => "instructions",
            Self::Memory => "memory",
            Self::UserTime => "user time",
        }
    }

    /// Lets a call of cargo measure the compiler, with the result in `file`.
    pub(crate) fn prepare(self, cargo: &mut Command, file: &Path) {
        let _ = fs::remove_file(file);
        cargo
            .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe().unwrap())
            .env(FILE, file)
            .env(WHAT, self.name());
    }

    /// Returns the result in `file`, or `None` if the machine cannot measure it.
    pub(crate) fn result(self, file: &Path) -> Option<f64> {
        let text = fs::read_to_string(file).ok()?;
        match self {
            Self::Instructions => {
                let count = text.lines().find(|line| line.contains("refs:"))?;
                let count = count.rsplit_once(' ')?.1.replace(',', "");
                Some(count.parse::<f64>().ok()? / 1e6)
            }
            Self::Memory | Self::UserTime => text.parse().ok(),
        }
    }
}

/// Runs the compiler and ends the process, if cargo calls the program in place of the compiler.
pub(crate) fn run_if_called_by_cargo() {
    let (Some(file), Ok(what)) = (env::var_os(FILE), env::var(WHAT)) else {
        return;
    };
    let mut arguments = env::args_os().skip(1);
    let Some(compiler) = arguments.next() else {
        return;
    };
    let arguments: Vec<_> = arguments.collect();
    // Cargo also asks the compiler for facts such as its version.
    let measures = arguments.iter().any(|argument| argument == "--crate-name")
        && !arguments.iter().any(|argument| argument == "--print");
    let mut command = if measures && what == Measurement::Instructions.name() {
        let mut valgrind = Command::new("valgrind");
        valgrind
            .args([
                "--tool=cachegrind",
                "--cache-sim=no",
                "--cachegrind-out-file=/dev/null",
            ])
            .arg(format!("--log-file={}", Path::new(&file).display()))
            .arg(compiler);
        valgrind
    } else {
        Command::new(compiler)
    };
    let Ok(mut child) = command.args(arguments).spawn() else {
        process::exit(1);
    };
    if measures && what != Measurement::Instructions.name() {
        let process = format!("/proc/{}", child.id());
        let read = if what == Measurement::Memory.name() {
            peak_of
        } else {
            user_time_of
        };
        let mut last = 0.0;
        while let Ok(None) = child.try_wait() {
            last = read(&process).unwrap_or(last);
            thread::sleep(Duration::from_millis(5));
        }
        if last > 0.0 {
            let _ = fs::write(&file, format!("{last:.2}"));
        }
    }
    let status = child.wait().ok().and_then(|status| status.code());
    process::exit(status.unwrap_or(1));
}

/// The peak of the memory that a process has used so far.
fn peak_of(process: &str) -> Option<f64> {
    let text = fs::read_to_string(format!("{process}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1e3)
}

/// The user time of a process so far: the fourteenth field of `stat`, in hundredths of a second.
fn user_time_of(process: &str) -> Option<f64> {
    let text = fs::read_to_string(format!("{process}/stat")).ok()?;
    // The name of the program is in parentheses, and may contain spaces.
    let (_, fields) = text.rsplit_once(')')?;
    let ticks: f64 = fields.split_whitespace().nth(11)?.parse().ok()?;
    Some(ticks / 100.0)
}
