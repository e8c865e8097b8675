//! What is deprecated is not used by making it a fault, even where every use is an error.
#![deny(deprecated)]

#[derive(faultwire::Fault)]
#[deprecated]
pub enum Old {
    #[fault(status = 400)]
    #[deprecated]
    Older {
        #[deprecated]
        size: u8,
    },
    #[fault(status = 404)]
    Gone(#[fault(private)] Option<u8>),
}

#[derive(faultwire::Fault)]
#[deprecated]
#[fault(status = 410)]
pub struct Lost {
    #[deprecated]
    pub id: String,
}

fn main() {}
