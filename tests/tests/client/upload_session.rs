//! The state machine of an upload session, against every response that services give.

use graph_client::{Upload, UploadError, UploadStep};
use graph_model::http::RetryAfter;
use http::Response;

const URL: &str = "https://upload.example/session?tempauth=secret";
const UNIT: u64 = 327_680;

fn reply(status: u16, body: &str) -> Response<Vec<u8>> {
    Response::builder()
        .status(status)
        .body(body.as_bytes().to_vec())
        .unwrap()
}

fn upload() -> Upload {
    Upload::new(URL, 3 * UNIT + 100).with_part_size(UNIT)
}

/// The step after these responses.
fn after(upload: &mut Upload, replies: &[(u16, &str)]) -> UploadStep {
    for (status, body) in replies {
        upload.step().unwrap();
        assert!(
            upload.receive(Ok(reply(*status, body))).unwrap().is_none(),
            "{status} {body}"
        );
    }
    upload.step().unwrap()
}

#[test]
fn each_part_starts_where_the_service_expects_it() {
    let table: &[(&[(u16, &str)], UploadStep)] = &[
        (&[], UploadStep::Send(0..UNIT)),
        (
            &[(202, r#"{"nextExpectedRanges":["327680-"]}"#)],
            UploadStep::Send(UNIT..2 * UNIT),
        ),
        // Outlook leaves out the hyphen, and responds with 200.
        (
            &[(200, r#"{"nextExpectedRanges":["327680"]}"#)],
            UploadStep::Send(UNIT..2 * UNIT),
        ),
        // A service that names no ranges has the part.
        (&[(202, "")], UploadStep::Send(UNIT..2 * UNIT)),
        (
            &[(202, "{}"), (202, "")],
            UploadStep::Send(2 * UNIT..3 * UNIT),
        ),
        // Some of the part arrived.
        (
            &[(202, r#"{"nextExpectedRanges":["1000-"]}"#)],
            UploadStep::Send(1000..1000 + UNIT),
        ),
        // A gap is filled first, and not with more than is missing.
        (
            &[(202, r#"{"nextExpectedRanges":["600000-","10-19"]}"#)],
            UploadStep::Send(10..20),
        ),
        // Ranges that overlap are not sent twice.
        (
            &[(202, r#"{"nextExpectedRanges":["5-9","7-12"]}"#), (202, "")],
            UploadStep::Send(10..13),
        ),
        // The last part is shorter.
        (
            &[(202, r#"{"nextExpectedRanges":["983040-"]}"#)],
            UploadStep::Send(3 * UNIT..3 * UNIT + 100),
        ),
        // A range beyond the file does not exist, so the service has everything, and is asked.
        (
            &[(202, r#"{"nextExpectedRanges":["99999999-"]}"#)],
            UploadStep::Ask,
        ),
        (&[(202, r#"{"nextExpectedRanges":[]}"#)], UploadStep::Ask),
        // The service has the range already, or does not know.
        (&[(416, "")], UploadStep::Ask),
        (&[(503, "")], UploadStep::Ask),
        (&[(500, "")], UploadStep::Ask),
        (
            &[(429, ""), (200, r#"{"nextExpectedRanges":["327680-"]}"#)],
            UploadStep::Send(UNIT..2 * UNIT),
        ),
    ];
    for (replies, expected) in table {
        assert_eq!(&after(&mut upload(), replies), expected, "{replies:?}");
    }
}

#[test]
fn a_part_names_its_range_and_carries_no_token() {
    let request = upload().part(&(3 * UNIT..3 * UNIT + 100), vec![7; 100]);
    assert_eq!(request.method(), "PUT");
    assert_eq!(request.uri(), URL);
    let headers: Vec<_> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    assert_eq!(
        headers,
        [
            ("content-range", "bytes 983040-983139/983140"),
            ("content-length", "100")
        ]
    );
    assert_eq!(upload().status().method(), "GET");
    assert_eq!(upload().cancellation().method(), "DELETE");
}

#[test]
fn the_last_response_completes_the_upload() {
    for (status, body) in [
        (201, r#"{"id":"7"}"#),
        (200, r#"{"id":"7"}"#),
        (201, ""),
        (204, ""),
    ] {
        let mut upload = upload();
        after(
            &mut upload,
            &[(202, r#"{"nextExpectedRanges":["983040-"]}"#)],
        );
        let response = upload
            .receive(Ok(reply(status, body)))
            .unwrap()
            .expect("it is complete");
        assert_eq!(response.body(), body.as_bytes());
        assert_eq!(upload.acknowledged(), 3 * UNIT + 100);
    }
}

#[test]
fn a_failure_pauses_for_as_long_as_the_service_says() {
    let mut upload = upload();
    upload.step().unwrap();
    upload
        .receive(Ok(reply(202, r#"{"nextExpectedRanges":["327680-"]}"#)))
        .unwrap();
    assert_eq!(upload.pause(), None);
    assert_eq!(upload.acknowledged(), UNIT);
    upload.step().unwrap();
    let busy = Response::builder()
        .status(503)
        .header("Retry-After", "9")
        .body(Vec::new())
        .unwrap();
    upload.receive(Ok(busy)).unwrap();
    let nine = RetryAfter::Delay(std::time::Duration::from_secs(9));
    assert_eq!(upload.pause(), Some(Some(nine)));
    assert_eq!(
        upload.take_failure().unwrap().to_string(),
        "503 Service Unavailable"
    );
    // A service without progress is not asked again at once.
    assert_eq!(
        after(
            &mut upload,
            &[(200, r#"{"nextExpectedRanges":["327680-"]}"#)]
        ),
        UploadStep::Send(UNIT..2 * UNIT)
    );
    upload
        .receive(Ok(reply(202, r#"{"nextExpectedRanges":["327680-"]}"#)))
        .unwrap();
    assert_eq!(upload.pause(), Some(None));
}

#[test]
fn a_session_that_is_gone_is_an_error_of_its_own() {
    let mut expired = upload();
    expired.step().unwrap();
    let error = expired.receive(Ok(reply(404, ""))).unwrap_err();
    assert!(matches!(error, UploadError::Gone { all_sent: false }));

    // The service had all bytes.
    let mut complete = upload();
    after(&mut complete, &[(202, r#"{"nextExpectedRanges":[]}"#)]);
    let error = complete.receive(Ok(reply(404, ""))).unwrap_err();
    assert!(matches!(error, UploadError::Gone { all_sent: true }));

    // The response to the last part was lost, and the session is gone because the file is complete.
    let mut upload = upload();
    after(
        &mut upload,
        &[(202, r#"{"nextExpectedRanges":["983040-"]}"#)],
    );
    upload.receive(Err("connection reset".into())).unwrap();
    assert_eq!(upload.step().unwrap(), UploadStep::Ask);
    let error = upload.receive(Ok(reply(404, ""))).unwrap_err();
    assert!(matches!(error, UploadError::Gone { all_sent: true }));
}

#[test]
fn only_the_last_bytes_complete_the_upload() {
    // The response to a part that is not the last one says nothing, so the service is asked.
    for status in [200, 201, 204] {
        let mut upload = upload();
        upload.step().unwrap();
        assert!(
            upload.receive(Ok(reply(status, ""))).unwrap().is_none(),
            "{status}"
        );
        assert_eq!(upload.acknowledged(), 0);
        assert_eq!(
            (upload.step().unwrap(), upload.pause()),
            (UploadStep::Ask, Some(None))
        );
    }
    // A status that names no ranges is not the end either.
    let bodies = [
        "",
        r#"{"nextExpectedRanges":null}"#,
        r#"{"nextExpectedRanges":["bytes 0-9"]}"#,
        r#"{"nextExpectedRanges":[7]}"#,
        r#"{"expirationDateTime":"2026-03-14T09:00:00Z"}"#,
        "<html>gateway</html>",
    ];
    for body in bodies {
        let mut upload = Upload::resume(URL, 10);
        upload.step().unwrap();
        let error = upload.receive(Ok(reply(200, body))).unwrap_err();
        assert!(matches!(error, UploadError::Status), "{body}");
        assert_eq!(upload.acknowledged(), 0);
    }
    // A byte order mark is no part of the status.
    let mut upload = Upload::resume(URL, 10);
    upload.step().unwrap();
    upload
        .receive(Ok(reply(200, "\u{feff}{\"nextExpectedRanges\":[\"4-\"]}")))
        .unwrap();
    assert_eq!(upload.step().unwrap(), UploadStep::Send(4..10));
}

#[test]
fn what_no_service_sends_does_not_complete_the_upload() {
    let bodies = [
        "<html>sign in</html>",
        "\u{feff} <!DOCTYPE html>",
        r#"{"nextExpectedRanges":["bytes 50-"]}"#,
        r#"{"nextExpectedRanges":null}"#,
    ];
    for body in bodies {
        let (sender, receiver) = std::sync::mpsc::channel();
        let mut upload =
            Upload::new(URL, 100).on_progress(move |bytes| sender.send(bytes).unwrap());
        assert_eq!(upload.step().unwrap(), UploadStep::Send(0..100));
        assert!(
            upload.receive(Ok(reply(200, body))).unwrap().is_none(),
            "{body}"
        );
        assert_eq!(
            (upload.step().unwrap(), upload.acknowledged()),
            (UploadStep::Ask, 0)
        );
        drop(upload);
        assert_eq!(receiver.iter().count(), 0);
    }
}

#[test]
fn a_failure_that_is_over_is_forgotten() {
    let mut upload = Upload::new(URL, 100);
    upload.step().unwrap();
    upload.receive(Err("connection reset".into())).unwrap();
    upload.step().unwrap();
    upload
        .receive(Ok(reply(200, r#"{"nextExpectedRanges":[]}"#)))
        .unwrap();
    assert_eq!(upload.pause(), Some(None));
    assert!(upload.take_failure().is_none());
}

#[test]
fn the_url_is_there_to_resume_later() {
    assert_eq!(upload().url(), URL);
    assert_eq!(Upload::new("/session", 5).url(), "");
}

#[test]
fn progress_is_reported_whenever_it_grows() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let mut upload = upload().on_progress(move |bytes| sender.send(bytes).unwrap());
    let replies = [
        (202, r#"{"nextExpectedRanges":["327680-"]}"#),
        (503, ""),
        (200, r#"{"nextExpectedRanges":["327680-"]}"#),
        (202, r#"{"nextExpectedRanges":["983040-"]}"#),
    ];
    after(&mut upload, &replies);
    upload.receive(Ok(reply(201, ""))).unwrap();
    drop(upload);
    assert_eq!(
        receiver.iter().collect::<Vec<_>>(),
        [UNIT, 3 * UNIT, 3 * UNIT + 100]
    );
}

#[test]
fn without_progress_there_is_a_pause() {
    let mut asked = Upload::resume(URL, 10);
    asked.step().unwrap();
    asked.receive(Ok(reply(202, ""))).unwrap();
    assert_eq!(asked.pause(), Some(None));

    // A service that forgets bytes makes no progress, whatever ranges it names.
    let mut upload = Upload::new(URL, 10);
    for (ranges, pause) in [
        ("6-", None),
        ("5-", Some(None)),
        ("6-", None),
        ("2-", Some(None)),
    ] {
        while upload.step().unwrap() == UploadStep::Ask {
            let status = format!(
                "{{\"nextExpectedRanges\":[\"{}-\"]}}",
                upload.acknowledged()
            );
            upload.receive(Ok(reply(200, &status))).unwrap();
        }
        let status = format!("{{\"nextExpectedRanges\":[\"{ranges}\"]}}");
        upload.receive(Ok(reply(202, &status))).unwrap();
        assert_eq!(upload.pause(), pause, "{ranges}");
    }
}

#[test]
fn a_refusal_is_final() {
    let body = r#"{"error":{"code":"nameAlreadyExists","message":"Taken."}}"#;
    for status in [400, 401, 403, 409, 413, 501, 507] {
        let mut upload = upload();
        upload.step().unwrap();
        let error = upload.receive(Ok(reply(status, body))).unwrap_err();
        assert!(matches!(error, UploadError::Refused(_)), "{status}");
        assert!(error.to_string().contains("nameAlreadyExists"));
    }
}

#[test]
fn what_cannot_be_uploaded_is_refused_before_anything_is_sent() {
    assert!(matches!(
        Upload::new(URL, 0).step(),
        Err(UploadError::Empty)
    ));
    for url in ["", "/session", "ftp://upload.example/x", "not a url"] {
        assert!(
            matches!(Upload::new(url, 5).step(), Err(UploadError::Url)),
            "{url}"
        );
    }
    assert_eq!(Upload::resume(URL, 5).step().unwrap(), UploadStep::Ask);
}

#[test]
fn the_size_of_a_part_is_a_multiple_of_320_kib_below_60_mib() {
    let part = |size: u64| match Upload::new(URL, u64::MAX)
        .with_part_size(size)
        .step()
        .unwrap()
    {
        UploadStep::Send(range) => range.end - range.start,
        UploadStep::Ask => 0,
    };
    assert_eq!(
        [part(0), part(1_000_000), part(u64::MAX)],
        [UNIT, 3 * UNIT, 191 * UNIT]
    );
    assert_eq!(
        Upload::new(URL, u64::MAX).step().unwrap(),
        UploadStep::Send(0..10 * UNIT)
    );
}

#[test]
fn neither_an_error_nor_debug_output_holds_the_url() {
    assert!(!format!("{:?}", upload()).contains("secret"));
}
