//! Drills the faults of plugins against a running server, and prints what happened: `cargo xtask drill plugins`.

mod faults;
mod field;
mod swaps;

use std::{path::PathBuf, process::ExitCode};

use field::{Field, Row};

#[tokio::main]
async fn main() -> ExitCode {
    let program = PathBuf::from(std::env::args().nth(1).expect("the path of `synoptic`"));
    let swaps = std::env::args().nth(2).and_then(|swaps| swaps.parse().ok()).unwrap_or(1000);
    match run(program, swaps).await {
        Ok(rows) => {
            let broken = rows.iter().filter(|row| !row.holds).count();
            println!("\n{} of {} hold", rows.len() - broken, rows.len());
            if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("the drill broke off: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(program: PathBuf, swaps: usize) -> anyhow::Result<Vec<Row>> {
    let field = Field::set_up(program).await?;
    println!("{}", Row::header());
    let mut rows = Vec::new();
    for row in faults::all(&field).await? {
        rows.push(row);
    }
    rows.extend(swaps::all(&field, swaps).await?);
    Ok(rows)
}
