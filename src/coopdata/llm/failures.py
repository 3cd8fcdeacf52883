"""What can go wrong with a model's reading. The rules' reading of the document stands in every case."""

from coopdata.documents.model import Document
from coopdata.llm.wording import shown
from coopdata.problems import Code, Problem, Severity


class LlmError(Exception):
    """No answer that can be used: `message` says what happened, `remedy` what to do."""

    def __init__(self, code: Code, message: str, remedy: str) -> None:
        self.code, self.message, self.remedy = code, shown(message, 300), remedy
        super().__init__(f"{self.message} {remedy}")

    def problem(self, document: Document) -> Problem:
        """The failure as one for this document."""
        return Problem(
            self.code,
            f"{self.message} The reading by rules stands alone.",
            Severity.WARNING,
            path=document.path,
            remedy=self.remedy,
            document_id=document.id,
        )


class UnansweredError(LlmError):
    """The endpoint gave no answer."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(Code.LLM_UNANSWERED, message, remedy)


class UnusableError(LlmError):
    """The endpoint answered, but not what was asked for."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(Code.LLM_ANSWER_INVALID, message, remedy)


class NotAskedError(LlmError):
    """The text was not sent: the budget is spent, or the text is too long."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(Code.LLM_NOT_ASKED, message, remedy)
