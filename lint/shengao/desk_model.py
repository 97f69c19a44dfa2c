"""What may stand in the ``[desk]`` part of a configuration: how an office keeps what comes in."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from shengao.config.fields import DASHED, Fault

Standing = Literal["优", "良", "可", "需修改", "待核", "不计总分"]
"""Where a draft stands: a band, or no total by its genre."""
Suggestion = Literal["采用候选", "修改后采用", "建议退改"]


class Mail(BaseModel):
    """The server that sends what the desk writes."""

    model_config = DASHED

    host: str = Field("", description="发信的服务器，如 smtp.example.gov.cn")
    port: Annotated[int, Field(strict=True, ge=0, le=65535)] = Field(
        0, description="端口；不写就是 465（tls）、587（starttls）或 25（none）"
    )
    security: Literal["tls", "starttls", "none"] = Field(
        "starttls", description="怎样加密：tls、starttls，或者 none（不加密，只用于内网）"
    )
    user: str = Field("", description="登录的用户名；不写就不登录")
    password_variable: str = Field("", description="哪个环境变量里放着密码；密码不写进文件")
    sender: str = Field("", description="发信人的邮箱，如 信息科 <xxk@example.gov.cn>")


class Desk(BaseModel):
    """The editors' desk. What it does not say is as in ``shengao.desk.suggesting``."""

    model_config = DASHED

    folder: str = Field("", description="收稿库的文件夹，从本文件算起；默认在本人的数据文件夹")
    retention: Annotated[int, Field(strict=True, ge=0)] = Field(
        0, description="稿件的原件和全文留多少天，inbox purge 据此清理；0 是一直留着"
    )
    suggestions: dict[Standing, Suggestion] = Field(
        {}, description="总分的每一档建议怎样处理；“不计总分”是讲话、总结等不打总分的稿件"
    )
    return_for: tuple[Fault, ...] = Field((), description="有这些类别的“必改”“建议”问题就建议退改")
    scheme: str = Field("", description="计分办法：随程序的名称，或者一个 .toml 文件，从本文件算起")
    mapping: str = Field("", description="导入台账的列怎样对应：一个 .toml 文件，从本文件算起")
    reasons: str = Field("", description="退稿理由：一个 .toml 文件，从本文件算起")
    office: str = Field("", description="退稿单、反馈、通报由谁落款，如 某县政府办信息科")
    mail: Mail = Field(
        Mail.model_validate({}), description="发退稿邮件的服务器；不写就只写出 .eml，由人发送"
    )
