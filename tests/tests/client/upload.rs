//! Uploads of large files, over a socket and in memory, with failures on the way.

use std::io::{self, Read};
use std::ops::Range;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_client::blocking::Client;
use graph_client::testing::{Fault, Received, Service};
use graph_client::{Retry, RetryPolicy, Upload, UploadError, Waiting, blocking};
use graph_model::edm::RawJson;
use graph_model::path::{Address, Route};
use graph_model::{Endpoint, RequestBuilder, graph_complex, graph_entity};
use graph_model_tests::chain;
use graph_model_tests::stand_in::{StandIn, TOKEN};

use crate::run;

const ROOT: Route<DriveItem> = Route::singleton("me/drive/root");

#[graph_entity(odata = "microsoft.graph.driveItem")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DriveItem {
    pub name: Option<String>,
    pub size: Option<i64>,
}

#[graph_complex(odata = "microsoft.graph.uploadSession")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UploadSession {
    pub upload_url: Option<String>,
}

/// Fifty megabytes that no shift leaves the same.
fn file() -> Vec<u8> {
    let mut state = 7_u32;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    })
    .take(50_000_000)
    .collect()
}

fn create_session() -> RequestBuilder<Option<UploadSession>> {
    let file = ROOT.at_file_path("Films/tulips.mp4");
    RequestBuilder::action(&file, "createUploadSession")
}

/// Makes the third, the sixth and the ninth request fail, each in another way.
fn with_failures(service: &Service, upload: Upload) -> Upload {
    service.fail_at(2, Fault::BrokenRequest);
    service.fail_at(5, Fault::LostResponse);
    service.fail_at(
        8,
        Fault::Status {
            status: 503,
            retry_after: "0".into(),
        },
    );
    upload
}

fn range(request: &Received) -> Range<u64> {
    let text = request.header("content-range").trim_start_matches("bytes ");
    let (range, _) = text.split_once('/').unwrap();
    let (start, last) = range.split_once('-').unwrap();
    start.parse().unwrap()..last.parse::<u64>().unwrap() + 1
}

/// Checks that no byte is sent after the service has acknowledged it, and returns the number of bytes that
/// were sent.
fn assert_nothing_is_sent_twice(received: &[Received]) -> u64 {
    let mut acknowledged = 0;
    let mut sent = 0;
    for request in received {
        assert_eq!(request.header("authorization"), "", "{}", request.url);
        if request.method == "PUT" {
            let range = range(request);
            assert!(
                range.start >= acknowledged,
                "{range:?} after {acknowledged}"
            );
            sent += range.end - range.start;
            if (200..300).contains(&request.status) {
                acknowledged = range.end;
            }
        }
    }
    sent
}

#[test]
fn fifty_megabytes_arrive_whole_over_a_socket_despite_three_failures() {
    let file = file();
    let part = 3_276_800_u64;
    for is_async in [false, true] {
        let service = StandIn::start().unwrap();
        let endpoint = Endpoint::new(service.root());
        let url = |session: Option<UploadSession>| session.unwrap().upload_url.unwrap();
        let item: DriveItem = if is_async {
            let client =
                graph_client::Client::new(endpoint, reqwest::Client::new()).with_token(TOKEN);
            run(async {
                let url = url(client.send(create_session()).await.unwrap());
                let _ = service.take_received();
                let mut upload = with_failures(&service, Upload::new(&url, file.len() as u64));
                let waiting = Waiting::new(tokio::time::sleep).every(Duration::from_millis(1));
                client
                    .resume_upload(&mut upload, file.as_slice(), &waiting)
                    .await
                    .unwrap()
            })
        } else {
            let client = Client::new(endpoint, ureq::Agent::new_with_defaults()).with_token(TOKEN);
            let url = url(client.send(create_session()).unwrap());
            let _ = service.take_received();
            let mut upload = with_failures(&service, Upload::new(&url, file.len() as u64));
            let waiting =
                blocking::Waiting::new(std::thread::sleep).every(Duration::from_millis(1));
            client
                .resume_upload(&mut upload, file.as_slice(), &waiting)
                .unwrap()
        };
        assert_eq!(
            (item.name.as_deref(), item.size),
            (Some("tulips.mp4"), Some(50_000_000))
        );
        let arrived = service.stream("/me/drive/root:/Films/tulips.mp4").unwrap();
        assert!(arrived == file, "every byte is the same");

        let received = service.take_received();
        let failures: Vec<_> = received
            .iter()
            .filter(|request| !(200..300).contains(&request.status))
            .map(|request| request.status)
            .collect();
        assert_eq!(failures, [0, 0, 503]);
        let sent = assert_nothing_is_sent_twice(&received);
        // The half of the broken part that was lost, and the part that the busy service refused.
        assert_eq!(sent, 50_000_000 + part / 2 + part);
    }
}

#[test]
fn an_upload_goes_on_in_another_process() {
    let service = Service::new();
    let client = service.blocking_client();
    let bytes = vec![7; 1_000_000];
    let url = client
        .send(create_session())
        .unwrap()
        .unwrap()
        .upload_url
        .unwrap();
    let waiting = blocking::Waiting::new(|_| {});
    let mut upload = Upload::new(&url, 1_000_000).with_part_size(327_680);

    // The file cannot be read to its end, so the first process fails.
    let source = bytes[..500_000].chain(Broken);
    let error = client
        .resume_upload::<DriveItem>(&mut upload, source, &waiting)
        .unwrap_err();
    assert_eq!(
        chain(&error),
        "the file could not be read: the disk is gone"
    );
    assert_eq!(upload.acknowledged(), 327_680);

    let mut upload = Upload::resume(&url, 1_000_000);
    let item: DriveItem = client
        .resume_upload(&mut upload, bytes.as_slice(), &waiting)
        .unwrap();
    assert_eq!(item.size, Some(1_000_000));
    assert!(service.stream("/me/drive/root:/Films/tulips.mp4").unwrap() == bytes);
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("the disk is gone"))
    }
}

#[test]
fn a_file_that_is_shorter_than_said_is_not_completed() {
    let service = Service::new();
    let client = service.client();
    let error = run(async {
        let url = client
            .send(create_session())
            .await
            .unwrap()
            .unwrap()
            .upload_url
            .unwrap();
        let mut upload = Upload::new(&url, 1_000_000);
        let waiting = Waiting::new(|_| std::future::ready(()));
        client
            .resume_upload::<RawJson>(&mut upload, vec![7; 600_000].as_slice(), &waiting)
            .await
            .unwrap_err()
    });
    assert_eq!(
        error.to_string(),
        "the reader ended after 600000 bytes, before the size of the upload; it must start with the \
         first byte of the file"
    );
    assert_eq!(service.stream("/me/drive/root:/Films/tulips.mp4"), None);
}

#[test]
fn a_service_that_stays_away_ends_the_upload_with_its_last_failure() {
    let service = Service::new();
    let client = service.blocking_client();
    let url = client
        .send(create_session())
        .unwrap()
        .unwrap()
        .upload_url
        .unwrap();
    for _ in 0..20 {
        service.fail_next(Fault::throttled("30"));
    }
    let waits = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&waits);
    let waiting = blocking::Waiting::new(move |_| *counted.lock().unwrap() += 1)
        .at_most(Duration::from_secs(100));
    let mut upload = Upload::new(&url, 5);
    let error = client
        .resume_upload::<DriveItem>(&mut upload, [7; 5].as_slice(), &waiting)
        .unwrap_err();
    assert!(matches!(error, UploadError::GaveUp { .. }));
    assert_eq!(
        chain(&error),
        "the upload still failed after waiting for 90 s: 429 Too Many Requests: TooManyRequests: \
         Come back later. (request id stand-in)"
    );
    assert_eq!(*waits.lock().unwrap(), 3);
}

#[test]
fn a_cancelled_session_is_gone() {
    let service = Service::new();
    let client = service.blocking_client();
    let url = client
        .send(create_session())
        .unwrap()
        .unwrap()
        .upload_url
        .unwrap();
    let mut upload = Upload::new(&url, 5);
    client.cancel_upload(&upload).unwrap();
    let waiting = blocking::Waiting::new(|_| {});
    let error = client
        .resume_upload::<DriveItem>(&mut upload, [7; 5].as_slice(), &waiting)
        .unwrap_err();
    assert!(
        matches!(error, UploadError::Gone { all_sent: true }),
        "{error:?}"
    );
    assert!(matches!(
        client.cancel_upload(&upload),
        Err(UploadError::Gone { .. })
    ));
}

#[test]
fn a_file_that_is_longer_than_said_is_not_cut_off() {
    let service = Service::new();
    let waiting = blocking::Waiting::new(|_| {});
    let client = service.blocking_client();
    let longer = [7; 6];
    let result = client.upload::<DriveItem, _>(create_session(), 5, longer.as_slice(), &waiting);
    assert!(matches!(result, Err(UploadError::SourceLonger)));
    assert_eq!(service.stream("/me/drive/root:/Films/tulips.mp4"), None);
}

#[test]
fn each_part_that_arrives_renews_the_time_for_waiting() {
    let service = Service::new();
    let client = service.blocking_client();
    let bytes = vec![7; 10 * 327_680];
    // Every second request is throttled for half a minute, five minutes in all.
    for number in 0..10 {
        service.fail_at(1 + 3 * number, Fault::throttled("30"));
    }
    let session = client
        .send(create_session())
        .unwrap()
        .unwrap()
        .upload_url
        .unwrap();
    let mut upload = Upload::new(&session, bytes.len() as u64).with_part_size(327_680);
    let waiting = blocking::Waiting::new(|_| {}).at_most(Duration::from_secs(60));
    let item: DriveItem = client
        .resume_upload(&mut upload, bytes.as_slice(), &waiting)
        .unwrap();
    assert_eq!(item.size, Some(10 * 327_680));
}

#[test]
fn a_service_that_forgets_acknowledged_bytes_needs_a_new_reader() {
    let transport = |request: http::Request<Vec<u8>>| {
        // The first part arrives, and the second one makes the service forget all.
        let range = request.headers().get("content-range");
        let is_first = range.is_some_and(|range| range.as_bytes().starts_with(b"bytes 0-"));
        let status = if is_first {
            r#"["327680-"]"#
        } else {
            r#"["0-"]"#
        };
        let status = format!(r#"{{"nextExpectedRanges":{status}}}"#);
        let response = http::Response::builder().status(202);
        Ok::<_, io::Error>(response.body(status.into_bytes()).unwrap())
    };
    let waiting = blocking::Waiting::new(|_| {});
    let upload = || Upload::new("https://upload.example/x", 1_000_000).with_part_size(327_680);
    let bytes = vec![7; 1_000_000];
    let client = Client::new(Endpoint::V1_0, transport);
    let error = client
        .resume_upload::<()>(&mut upload(), bytes.as_slice(), &waiting)
        .unwrap_err();
    assert!(matches!(error, UploadError::Rewound));

    let client = graph_client::Client::new(Endpoint::V1_0, move |request| {
        std::future::ready(transport(request))
    });
    let waiting = Waiting::new(|_| std::future::ready(()));
    let error = run(client.resume_upload::<()>(&mut upload(), bytes.as_slice(), &waiting));
    assert!(matches!(error, Err(UploadError::Rewound)));
    let longer = run(client.resume_upload::<()>(
        &mut Upload::new("https://upload.example/x", 5),
        [7; 6].as_slice(),
        &waiting,
    ));
    assert!(matches!(longer, Err(UploadError::SourceLonger)));
}

#[test]
fn a_retry_in_the_transport_leaves_a_broken_part_to_the_upload() {
    let service = Service::new();
    let transport = Retry::new(service.clone(), |_| {}, RetryPolicy::default());
    let client = Client::new(service.endpoint(), transport).with_token(TOKEN);
    let bytes = vec![7; 500_000];
    let mut upload = client.open_upload(create_session(), 500_000).unwrap();
    assert!(upload.url().starts_with("https://contoso.sharepoint.com/"));
    let _ = service.take_received();
    service.fail_next(Fault::BrokenRequest);
    let item: DriveItem = client
        .resume_upload(
            &mut upload,
            bytes.as_slice(),
            &blocking::Waiting::new(|_| {}),
        )
        .unwrap();
    assert_eq!(item.size, Some(500_000));
    let methods: Vec<String> = service
        .take_received()
        .into_iter()
        .map(|request| request.method)
        .collect();
    assert_eq!(methods, ["PUT", "GET", "PUT"]);
}
