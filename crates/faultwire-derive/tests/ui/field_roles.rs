#[derive(faultwire::Fault)]
enum VolumeError {
    #[fault(status = 404)]
    Both {
        #[fault(private, violations)]
        found: Vec<faultwire::Violation>,
    },
    #[fault(status = 404)]
    Private {
        #[fault(private)]
        source: std::io::Error,
    },
    #[fault(status = 404)]
    Display {
        #[fault(source, display)]
        error: std::io::Error,
    },
    #[fault(status = 404)]
    Name {
        #[fault(violations, name = "wrong")]
        found: Vec<faultwire::Violation>,
    },
    #[fault(status = 404)]
    Twice {
        #[fault(retry_after)]
        one: u32,
        #[fault(retry_after)]
        two: u32,
    },
}

fn main() {}
