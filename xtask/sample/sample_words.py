"""Words of the invented book in both languages, always (zh, en)."""

REGIONS = {"A": ("A区", "Region A"), "B": ("B区", "Region B"), "C": ("C区", "Region C")}
UNITS = {"A": ("业务单元A", "Business unit A"), "B": ("业务单元B", "Business unit B")}
STAGES = {"early": ("突破期", "early"), "mid": ("成长期", "mid"), "late": ("成熟期", "late")}
YES_NO = {"Y": ("是", "yes"), "N": ("否", "no")}
BASIS = {"measured": ("实测", "measured"), "estimated": ("估算", "estimated"), "assumed": ("假设", "assumed")}
ROLES = {
    "A": ("批准者", "Approver"),
    "D": ("决策者", "Decider"),
    "S": ("支持者", "Supporter"),
    "I": ("影响者", "Influencer"),
}
TITLES = {
    "gm": ("总经理", "General manager"),
    "vp": ("分管副总裁", "Vice president"),
    "cto": ("技术总监", "Chief technology officer"),
    "buy": ("采购总监", "Head of procurement"),
    "it": ("信息部主任", "Head of IT"),
    "plant": ("生产厂长", "Plant manager"),
    "cfo": ("财务总监", "Finance director"),
    "eng": ("设备主管", "Equipment lead"),
}
KINDS = {
    "lead": ("线索", "Lead"),
    "open": ("机会点", "Opportunity"),
    "won": ("赢单", "Won"),
    "lost": ("丢单", "Lost"),
}
DEAL_STAGES = {
    "need": ("需求确认", "Needs confirmed"),
    "offer": ("方案交流", "Solution"),
    "bid": ("投标", "Bid"),
    "talk": ("商务谈判", "Negotiation"),
    "won": ("已签约", "Signed"),
    "lost": ("已关闭", "Closed"),
}
DEAL_NAMES = [
    ("一期改造", "phase 1 retrofit"),
    ("二期扩容", "phase 2 expansion"),
    ("调度平台", "dispatch platform"),
    ("备件框架", "spare-parts frame"),
    ("产线升级", "line upgrade"),
    ("运维服务", "maintenance service"),
]
REASONS = [
    ("价格偏高", "price too high"),
    ("交付周期太长", "lead time too long"),
    ("决策人不支持", "decider against us"),
    ("方案不匹配", "solution did not fit"),
]
RIVALS = [("竞争对手甲", "Rival X"), ("竞争对手乙", "Rival Y"), ("竞争对手丙", "Rival Z")]
VISITS = {
    "visit": ("上门拜访", "Visit"),
    "call": ("电话", "Call"),
    "tech": ("技术交流", "Technical exchange"),
    "exec": ("高层会议", "Executive meeting"),
}
NOTES = [
    ("确认下半年采购计划", "confirmed the buying plan for the second half"),
    ("演示新版本，客户提出三点意见", "showed the new release, three remarks from the customer"),
    ("沟通投标时间表", "went through the tender timetable"),
    ("了解预算审批进度", "asked about budget approval"),
    ("处理现场交付问题", "solved a delivery problem on site"),
    ("汇报上季度服务情况", "reported on last quarter's service"),
]
GOALS = [
    ("三年内完成核心装备国产化", "replace imported core equipment within three years"),
    ("降低综合能耗 15%", "cut energy use by 15 %"),
    ("建设集团级调度中心", "build a group-wide dispatch centre"),
]
EVIDENCE = [
    ("主动安排了技术交流", "set up the technical exchange unasked"),
    ("会上公开质疑我方交付能力", "doubted our delivery openly in the meeting"),
    ("提前告知评标规则", "told us the tender rules early"),
    ("只在正式场合见面", "meets us only on formal occasions"),
]
# Our people: account managers, solution managers, delivery managers.
AR = [("陈立", "Ann Porter"), ("孙悦", "Ben Hale"), ("吴桐", "Cora West"), ("何岩", "Dan Frost"), ("马骁", "Eve Lane")]
SR = [("郑可", "Finn Moss"), ("冯曼", "Gail Stone"), ("邓川", "Hugh Bell")]
FR = [("曹宁", "Iris Cole"), ("彭越", "Jack Reed"), ("袁朗", "Kate Ford")]
# The customers' people: surname and given name are combined.
FAMILY = [("周", "Marsh"), ("林", "Holt"), ("赵", "Vance"), ("许", "Drake"), ("沈", "Pike"), ("韩", "Lowe"), ("唐", "Shaw"), ("高", "Nash")]
GIVEN = [("明远", "Alan"), ("静怡", "Beth"), ("志强", "Carl"), ("雨薇", "Dora"), ("建国", "Earl"), ("思齐", "Faye"), ("浩然", "Glen"), ("婉清", "Hope"), ("文博", "Ivan")]

# KPI: name, quadrant, direction, unit, weight in its quadrant, and the ratios of floor and stretch to the target.
QUADRANTS = {
    "F": ("财务", "Financial"),
    "C": ("客户", "Customer"),
    "P": ("内部流程", "Internal process"),
    "L": ("学习与成长", "Learning & growth"),
}
DIRECTIONS = {"up": ("越高越好", "higher"), "down": ("越低越好", "lower")}
KPIS = {
    "orders": ("新签订单额", "New orders"),
    "margin": ("项目毛利率", "Project margin"),
    "support": ("关键决策人支持率", "Key deciders on our side"),
    "satisfaction": ("客户满意度评分", "Customer satisfaction score"),
    "response": ("方案响应天数", "Days to a proposal"),
    "ontime": ("交付准时率", "On-time delivery"),
    "experts": ("持证方案经理人数", "Certified solution managers"),
}

HEADERS = {
    "accounts": [
        ("客户编号", "Account ID"), ("客户名称", "Account"), ("业务单元", "Business unit"), ("区域", "Region"),
        ("行业", "Industry"), ("行业排名", "Industry rank"), ("客户阶段", "Life-cycle stage"),
        ("我方上年收入", "Our revenue last year"), ("员工人数", "Employees"), ("年采购潜力", "Annual potential"),
        ("客户级别", "Tier"), ("在谈订单金额", "Order amount"), ("毛利率", "Margin %"),
        ("已列入采购计划", "Procurement planned"), ("跨区域采购", "Cross-region"), ("信用良好", "Credit OK"),
        ("产品路标匹配", "Roadmap fit"), ("客户经理", "Account manager"), ("方案经理", "Solution manager"),
        ("交付经理", "Delivery manager"), ("投入人数", "Our headcount"), ("战略目标", "Strategic goals"),
        ("verdict:集团", "verdict:Group"), ("verdict:业务单元A", "verdict:Business unit A"),
        ("verdict:B区", "verdict:Region B"), ("amount:B区", "amount:Region B"), ("margin:B区", "margin:Region B"),
    ],
    "deals": [
        ("商机编号", "Opportunity ID"), ("商机名称", "Opportunity name"), ("客户名称", "Account"), ("产品", "Product"),
        ("类型", "Kind"), ("阶段", "Stage"), ("预计金额", "Amount"), ("赢率", "Probability (%)"),
        ("创建日期", "Created"), ("首次预计成交日期", "First close date"), ("预计成交日期", "Close date"),
        ("关闭日期", "Closed"), ("最近跟进日期", "Last activity"), ("输单阶段", "Lost stage"),
        ("负责人", "Owner"), ("竞争对手", "Competitor"), ("丢单原因", "Loss reason"),
        ("需求已确认", "Needs confirmed"), ("已复盘", "Reviewed"), ("有教练", "Coach"),
    ],
    "contacts": [
        ("客户名称", "Account"), ("联系人", "Contact"), ("职务", "Title"), ("决策角色", "Role"), ("权力(1-5)", "Power (1-5)"),
        ("认同", "Recognition"), ("活动参与", "Participation"), ("信息传递", "Information"), ("业务指导", "Guidance"),
        ("目标等级", "Target level"), ("评估人", "Assessor"), ("评估日期", "As of"), ("评估依据", "Evidence"),
    ],
    "activities": [
        ("客户名称", "Account"), ("日期", "Date"), ("活动类型", "Kind"), ("联系人", "Contact"), ("负责人", "Owner"), ("内容", "Text"),
    ],
    "share": [
        ("客户名称", "Account"), ("年度", "Year"), ("产品", "Product"), ("客户采购总额(万元)", "Wallet"),
        ("采购额口径", "Wallet basis"), ("我方收入(万元)", "Our revenue"), ("目标份额", "Target share %"),
        ("供应商数量", "Suppliers"), ("我方排名", "Our rank"), ("新产品突破", "Breakthrough"),
    ],
    "kpis": [
        ("客户名称", "Account"), ("指标", "KPI"), ("维度", "Quadrant"), ("实际值", "Actual"), ("目标值", "Target"),
        ("底线值", "Floor"), ("挑战值", "Stretch"), ("方向", "Direction"), ("权重", "Weight"), ("周期", "Period"),
        ("AR占比", "AR %"), ("SR占比", "SR %"), ("FR占比", "FR %"),
    ],
}
SHEETS = {
    "accounts": ("客户", "Accounts"), "deals": ("商机", "Opportunities"), "contacts": ("联系人", "Contacts"),
    "activities": ("活动", "Activities"), "share": ("份额", "Share"), "kpis": ("考核指标", "KPIs"),
}
