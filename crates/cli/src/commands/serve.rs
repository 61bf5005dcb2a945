//! `fallible serve`.

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::path::Path;

use app::App;
use connectors::mail::Mailer;
use signin::Origin;
use signin::csrf::CsrfKey;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use web::{Invented, Server};

use crate::arguments::ServeArguments;
use crate::failure::{Exit, Failure};
use crate::installation::{Installation, ServerFile, failure, store_failure};
use crate::{rounds, terminal};

/// Serves pages and API until it is told to stop.
pub fn run(arguments: &ServeArguments) -> Result<Exit, Failure> {
    start_log();
    runtime()?.block_on(async {
        let data = &arguments.data;
        make_folder(&data.data)?;
        let mut file = ServerFile::read(&data.data)?;
        let listen = arguments.listen.as_ref();
        let listener = bind(listen.unwrap_or(&file.server.listen)).await?;
        // Links lead to where it listens in fact, unless the settings say where people reach it.
        file.server.listen = local(&listener)?.to_string();
        let database = data.database.as_deref();
        let installation = Installation::of_file(&data.data, database, file).await?;
        if let Some(secret) = app::account::first_link(&installation.app)
            .await
            .map_err(|error| failure(&error))?
        {
            let address = app::account::link_address(installation.app.settings(), &secret);
            terminal::note(&format!(
                "there is no administrator yet; this link makes one, once: {address}"
            ));
        }
        let mail = installation.server.mail.as_ref();
        let mailer = mail
            .map(|mail| rounds::mailer(mail, &data.data))
            .transpose()?;
        let Installation { app, csrf, .. } = installation;
        serve(app, csrf, Vec::new(), mailer, listener).await
    })
}

/// Serves an application, with what time does beside it, and lets the database go afterwards.
pub async fn serve(
    app: App,
    csrf: CsrfKey,
    invented: Vec<Invented>,
    mailer: Option<Mailer>,
    listener: TcpListener,
) -> Result<Exit, Failure> {
    let store = app.store().clone();
    let origin: Result<Origin, _> = app.settings().origin.parse();
    let origin = origin.map_err(|error| Failure::new(error.to_string()))?;
    let rounds = tokio::spawn(rounds::make(app.clone(), mailer));
    let server = Server::new(app, origin, csrf);
    let server = server.map_err(|error| {
        Failure::new(error.to_string())
            .help("put the service behind https and say so: origin = \"https://…\" in [server]")
    })?;
    let address = local(&listener)?;
    terminal::print(&format!("listening on http://{address}\n"))?;
    let served = server
        .with_invented(invented)
        .listen(listener, stopped())
        .await;
    served.map_err(|error| Failure::io("the server stopped", &error))?;
    rounds.abort();
    let closed = async {
        while store.number_entries().await? > 0 {}
        store.close().await
    };
    closed.await.map_err(|error| store_failure(&error))?;
    Ok(Exit::Clean)
}

/// The address, bound. Port 0 takes any that is free.
pub async fn bind(listen: &str) -> Result<TcpListener, Failure> {
    let address: SocketAddr = listen.parse().map_err(|_| {
        Failure::new(format!("{listen} is no address to listen on"))
            .help("give address and port: 127.0.0.1:4600")
    })?;
    TcpListener::bind(address).await.map_err(|error| {
        Failure::io(format!("nothing can listen on {address}"), &error)
            .help("choose another port with --listen")
    })
}

/// Where it listens in fact.
pub fn local(listener: &TcpListener) -> Result<SocketAddr, Failure> {
    let address = listener.local_addr();
    address.map_err(|error| Failure::io("the address is not known", &error))
}

/// Threads for the server.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.enable_all().build();
    runtime.map_err(|error| Failure::io("the server cannot start its threads", &error))
}

/// The log goes to standard error: for people on a terminal, else as JSON, a line an event.
pub fn start_log() {
    let filter = EnvFilter::new("warn,web=info,app=info,cli=info");
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        log.init();
    } else {
        log.json().init();
    }
}

/// Makes the folder of an installation that is new, for its owner alone.
fn make_folder(folder: &Path) -> Result<(), Failure> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let made = builder.create(folder);
    made.map_err(|error| Failure::io("the folder cannot be made", &error))
}

/// Done when the machine, or somebody at the keyboard, asks to stop.
async fn stopped() {
    let keyboard = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut machine) => {
                tokio::select! {
                    _ = keyboard => {}
                    _ = machine.recv() => {}
                }
            }
            Err(_) => {
                let _ = keyboard.await;
            }
        }
    }
    #[cfg(not(unix))]
    {
        let _ = keyboard.await;
    }
}
