//! The demo services as processes.

use std::env;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::thread;

use block_storage_program::{announce, renderer};
use faultwire::{Config, Renderer};
use faultwire_testkit::judge::Judge;

/// The argument with which a program becomes one of the services.
const ARGUMENT: &str = "--serve";

/// A prefix of the demo's paths.
#[derive(Debug, Clone, Copy)]
pub struct Prefix {
    /// The start of its paths.
    pub path: &'static str,
    /// The style that its rule in the configuration names.
    pub style: &'static str,
    /// The options that it gives there.
    pub options: &'static [(&'static str, &'static str)],
}

/// All prefixes.
pub const PREFIXES: &[Prefix] = &[
    Prefix { path: "/v3", style: "openstack", options: &[] },
    Prefix { path: "/v3/demo", style: "openstack", options: &[] },
    Prefix { path: "/api", style: "simplivity", options: &[("names", "vendor")] },
    Prefix { path: "/status", style: "status-text", options: &[] },
    Prefix { path: "/queue", style: "queue-token", options: &[] },
    Prefix { path: "/problem", style: "problem", options: &[] },
    Prefix { path: "/sig", style: "api-sig", options: &[("service", "block-storage")] },
];

/// Where no prefix is.
pub const ELSEWHERE: Prefix = Prefix { path: "", style: "problem", options: &[] };

impl Prefix {
    /// What judges the errors below it, by the page of its style and by the calls that a configuration declares.
    ///
    /// # Panics
    ///
    /// When there is no such style, or it has no such option, or the configuration has mistakes.
    pub fn judge(&self, configuration: &str) -> Judge {
        let style = Config::default().style(self.style).unwrap_or_else(|| panic!("no style {}", self.style));
        let style = self.options.iter().try_fold(style, |style, (name, value)| style.with_option(name, value));
        let service = renderer(configuration, None).unwrap_or_else(|error| panic!("{error}"));
        Judge::new(style.unwrap_or_else(|error| panic!("{error}"))).with_calls(service)
    }
}

/// One of the demo services.
#[derive(Debug)]
pub struct Demo {
    /// The framework's name.
    pub name: &'static str,
    /// Whether what is no HTTP is answered by the service, and not by a library below it that nobody can ask.
    pub answers_malformed: bool,
    /// The page of configuration beside it.
    pub configuration: &'static str,
    serve: fn(Arc<Renderer>) -> io::Result<()>,
}

/// All of them; the first is the one that others are compared with.
pub const DEMOS: &[Demo] = &[
    Demo {
        name: "axum",
        answers_malformed: true,
        configuration: block_storage_axum::CONFIGURATION,
        serve: |renderer| runtime()?.block_on(block_storage_axum::serve(ANYWHERE, renderer, announce)),
    },
    Demo {
        name: "actix-web",
        answers_malformed: true,
        configuration: block_storage_actix_web::CONFIGURATION,
        serve: |renderer| {
            actix_web::rt::System::new().block_on(block_storage_actix_web::serve(ANYWHERE, renderer, announce))
        },
    },
    Demo {
        name: "warp",
        answers_malformed: true,
        configuration: block_storage_warp::CONFIGURATION,
        serve: |renderer| runtime()?.block_on(block_storage_warp::serve(ANYWHERE, renderer, announce)),
    },
    Demo {
        name: "rocket",
        answers_malformed: false,
        configuration: block_storage_rocket::CONFIGURATION,
        serve: |renderer| runtime()?.block_on(block_storage_rocket::serve(ANYWHERE, renderer, announce)),
    },
];

/// A free port of the loopback interface.
const ANYWHERE: &str = "127.0.0.1:0";

fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()
}

impl Demo {
    /// Starts it in a process of its own: this program, which must begin with [`child`].
    ///
    /// # Errors
    ///
    /// When it does not start.
    pub fn start(&'static self) -> io::Result<Running> {
        let mut command = Command::new(env::current_exe()?);
        command.args([ARGUMENT, self.name]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // The services answer as their configuration says.
        command.env_remove("FAULTWIRE_STYLE");
        let mut child = command.spawn()?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let address = line.trim().strip_prefix("listening on http://").and_then(|address| address.parse().ok());
        let mut running = Running { demo: self, address: SocketAddr::from(([127, 0, 0, 1], 0)), child };
        running.address = address.ok_or_else(|| io::Error::other(format!("{} does not start: {line}", self.name)))?;
        Ok(running)
    }
}

/// A service that runs. Dropping it ends it.
#[derive(Debug)]
pub struct Running {
    /// What runs.
    pub demo: &'static Demo,
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
}

impl Running {
    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves when the program was started as one of the services, until its standard input ends with the program that
/// started it. `None`: it was not.
pub fn child() -> Option<ExitCode> {
    let mut arguments = env::args().skip(1);
    if arguments.next()? != ARGUMENT {
        return None;
    }
    let name = arguments.next()?;
    thread::spawn(|| {
        let _ = io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    let demo = DEMOS.iter().find(|demo| demo.name == name)?;
    let outcome = renderer(demo.configuration, None).map_err(io::Error::other);
    let Err(error) = outcome.and_then(|renderer| (demo.serve)(Arc::new(renderer))) else {
        return Some(ExitCode::SUCCESS);
    };
    let _ = writeln!(io::stdout(), "{error}");
    Some(ExitCode::FAILURE)
}
