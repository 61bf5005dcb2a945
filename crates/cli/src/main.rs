//! The program `fallible`.

fn main() -> std::process::ExitCode {
    cli::run()
}
