"""Asks a running server from Python, as a service written in Python would: client.py ADDRESS PROTO_FOLDER."""

import importlib
import pathlib
import sys
import tempfile

import grpc
from google.protobuf import struct_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_tools import protoc


def generate(proto):
    """Generates the stubs into a temporary folder, and imports them."""
    out = tempfile.mkdtemp()
    files = sorted(str(path.relative_to(proto)) for path in pathlib.Path(proto).rglob("*.proto"))
    arguments = ["protoc", f"-I{proto}", f"-I{pathlib.Path(protoc.__file__).parent / '_proto'}"]
    assert protoc.main([*arguments, f"--python_out={out}", f"--grpc_python_out={out}", *files]) == 0
    sys.path.insert(0, out)
    names = ["document_pb2", "document_service_pb2", "summary_pb2", "summary_service_pb2"]
    return [importlib.import_module(f"synoptic.v1.{name}") for name in names] + [
        importlib.import_module(f"synoptic.v1.{name}_service_pb2_grpc") for name in ["document", "summary"]
    ]


TEXT = (
    "A ferry with 143 passengers ran aground off Tarran on Monday. The coast guard took everyone off within three "
    "hours. Divers will look at the hull on Tuesday. “Nobody panicked,” said a passenger."
)


def main(address, proto):
    document, document_service, summary, summary_service, document_grpc, summary_grpc = generate(proto)
    passed = 0
    with grpc.insecure_channel(address) as channel:
        health = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=10)
        assert health.status == health_pb2.HealthCheckResponse.SERVING
        passed += 1

        documents = document_grpc.DocumentServiceStub(channel)
        documents.CreateCollection(document_service.CreateCollectionRequest(collection_id="python"), timeout=10)
        created = documents.CreateDocument(
            document_service.CreateDocumentRequest(
                parent="collections/python", document_id="ferry", document=document.Document(title="Ferry", text=TEXT)
            ),
            timeout=10,
        )
        assert created.name == "collections/python/documents/ferry" and created.revision == 1
        passed += 1

        summaries = summary_grpc.SummaryServiceStub(channel)
        spec = summary.SummarySpec(sentences=2, offset_units=[summary.OFFSET_UNIT_CODE_POINTS])
        inputs = [summary_service.Input(name="collections/python")]
        answer = summaries.Summarize(summary_service.SummarizeRequest(inputs=inputs, spec=spec), timeout=10).summary
        assert len(answer.segments) == 2
        for segment in answer.segments:
            span = segment.spans[0]
            assert TEXT[span.code_points.start : span.code_points.end] == segment.text
            assert TEXT.encode()[span.bytes.start : span.bytes.end].decode() == segment.text
        passed += 1

        events = list(summaries.StreamSummarize(summary_service.StreamSummarizeRequest(inputs=inputs, spec=spec), timeout=10))
        assert events[-1].summary.text == answer.text
        passed += 1

        params = struct_pb2.Struct()
        params.update({"dampnig": 0.5})
        bad = summary.SummarySpec(summarizer="textrank", params=params)
        try:
            summaries.Summarize(summary_service.SummarizeRequest(inputs=inputs, spec=bad), timeout=10)
            raise AssertionError("an unknown parameter was taken")
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.INVALID_ARGUMENT, error
            details = dict(error.trailing_metadata())["grpc-status-details-bin"]
            assert b"UNKNOWN_PARAM" in details and b"spec.params.dampnig" in details
        passed += 1
    print(f"Python: {passed} passed, 0 failed")


if __name__ == "__main__":
    main(*sys.argv[1:])
